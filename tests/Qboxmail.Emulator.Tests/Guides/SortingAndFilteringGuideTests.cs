namespace Qboxmail.Emulator.Tests;

public class SortingAndFilteringGuideTests : GuideFixture
{
    [Test]
    public async Task Lists_are_sorted_and_filtered_by_the_caller()
    {
        var qboxmail = Api.Client;
        await Api.CreateActiveDomainAsync("zeta.example");
        await Api.CreateActiveDomainAsync("alpha.example");

        // example
        var domains = await qboxmail.Domains.ListAsync()
            .Where(domain => domain.Status == DomainStatus.Enabled)
            .OrderBy(domain => domain.Name, StringComparer.Ordinal)
            .ToListAsync();
        // end

        Assert.That(domains.Select(domain => domain.Name), Is.EqualTo(["alpha.example", "zeta.example"]));
    }

    [Test]
    public async Task A_text_search_finds_more_than_the_name()
    {
        var qboxmail = Api.Client;
        await Api.CreateActiveDomainAsync("example.com");
        await Api.CreateActiveDomainAsync("my-example.com");

        // example
        var found = await qboxmail.Domains.ListAsync(new DomainsListQuery { Query = "example.com" })
            .FirstOrDefaultAsync(domain => string.Equals(domain.Name, "example.com", StringComparison.OrdinalIgnoreCase));
        // end

        Assert.That(found?.Name, Is.EqualTo("example.com"));
    }

    [Test]
    public async Task The_API_sorts_and_filters_some_lists()
    {
        var qboxmail = Api.Client;
        await qboxmail.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("shop.example.com"));

        // example
        var query = new DeliveryDomainsListQuery
        {
            Status = DeliveryDomainStatusFilter.NotVerified,
            SortField = "name",
            Sort = SortDirection.Asc,
        };

        await foreach (var domain in qboxmail.Delivery.Domains.ListAsync(query))
        {
            Console.WriteLine(domain.Name);
        }
        // end

        Assert.That(Output, Is.EqualTo(["shop.example.com"]));
    }

    [Test]
    public async Task A_part_of_the_fields_is_requested()
    {
        var qboxmail = Api.Client;
        await Api.CreateActiveDomainAsync();

        // example
        await foreach (var domain in qboxmail.Domains.ListAsync(new DomainsListQuery { Pick = ["code", "name"] }))
        {
            Console.WriteLine($"{domain.Code} {domain.Name}");
        }
        // end

        Assert.That(Output.Single(), Does.EndWith(" example.com"));
    }
}
