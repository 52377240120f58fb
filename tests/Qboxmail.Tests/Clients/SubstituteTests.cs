using System.Reflection;
using Moq;
using NSubstitute;

namespace Qboxmail.Tests;

/// <summary>A service that takes the client, or a part of it, can be unit tested with the mocking libraries that people use.</summary>
public class SubstituteTests
{
    [Test]
    public async Task A_list_without_setup_in_an_NSubstitute_substitute_is_empty()
    {
        var client = Substitute.For<QboxmailClient>();

        Assert.That(await ReadAsync(client.Domains.ListAsync()), Is.Empty);
        Assert.That(await ReadAsync(client.Delivery.Domains.ListAsync()), Is.Empty);
        Assert.That(await ReadAsync(client.With(static _ => { }).Domains.ListAsync()), Is.Empty);
        Assert.That(await ReadAsync(client.EmailAccounts.ListAsync("D1").AsPages()), Is.Empty);
        Assert.That((await client.Domains.ListPageAsync()).Items, Is.Empty);
        Assert.That(await client.Permissions.ListAsync(), Is.Empty);
    }

    [Test]
    public async Task A_list_without_setup_in_a_Moq_mock_is_empty()
    {
        var client = new Mock<QboxmailClient> { DefaultValue = DefaultValue.Mock };

        Assert.That(await ReadAsync(client.Object.Domains.ListAsync()), Is.Empty);
        Assert.That(await ReadAsync(client.Object.Delivery.Domains.ListAsync()), Is.Empty);
        Assert.That((await client.Object.Domains.ListPageAsync()).Items, Is.Empty);
    }

    [Test]
    public async Task An_NSubstitute_substitute_returns_the_configured_items_and_values()
    {
        var client = Substitute.For<QboxmailClient>();
        client.Domains.ListAsync().ReturnsForAnyArgs(PagedAsyncEnumerable.FromPages<Domain>([new Domain { Code = "D1" }]));
        client.Domains.GetAsync("D2").Returns(new Domain { Code = "D2" });

        Assert.That((await ReadAsync(client.Domains.ListAsync())).Select(domain => domain.Code), Is.EqualTo(["D1"]));
        Assert.That((await client.Domains.GetAsync("D2")).Code, Is.EqualTo("D2"));
    }

    [Test]
    public async Task A_handwritten_test_double_overrides_one_property_and_throws_for_other_calls()
    {
        using var client = new OneDomain();

        Assert.That((await ReadAsync(client.Domains.ListAsync())).Single().Code, Is.EqualTo("D1"));
        Assert.That(
            await Assert.ThrowsAsync<InvalidOperationException>(() => client.Delivery.Domains.GetAsync("D1")),
            Has.Message.EqualTo(
                "This DeliveryDomainsClient is a test double without a connection. Override every member that the code under test calls."));
        Assert.That(() => client.BaseAddress, Throws.InvalidOperationException);
        Assert.That(() => client.With(static _ => { }), Throws.InvalidOperationException);
        Assert.That(() => client.SendAsync(HttpMethod.Get, "/api/domains"), Throws.InvalidOperationException);
    }

    [Test]
    public void Every_member_of_a_client_can_be_overridden()
    {
        var types = Exported().Where(type => type.Name.EndsWith("Client", StringComparison.Ordinal) || type == typeof(DeliveryClients)).ToList();
        var closed = types
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsVirtual || method.IsFinal)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.That(types, Has.Count.EqualTo(24));
        Assert.That(closed, Is.Empty);
    }

    [Test]
    public void Every_public_class_can_be_created_or_derived_from()
    {
        var locked = Exported()
            .Where(type => type is { IsClass: true, IsAbstract: false })
            .Where(type => !type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Any(constructor => constructor.IsPublic || (constructor.IsFamily && !type.IsSealed)))
            .Select(type => type.Name);

        Assert.That(locked, Is.Empty);
    }

    [Test]
    public void Progress_responses_and_webhook_events_can_be_created_in_tests()
    {
        var progress = new WaitProgress("D1", "enabled", "ok", TimeSpan.FromSeconds(2), polls: 3) { ReadyCount = 1 };
        var response = new QboxmailResponse(
            System.Net.HttpStatusCode.OK, "{}", new Dictionary<string, IReadOnlyList<string>> { ["ETag"] = ["\"1\""] });
        var unknown = new UnknownWebhookEvent { ActionType = "domain_renamed", AdditionalProperties = { ["name"] = "new.example" } };

        Assert.That((progress.ToString(), progress.Polls, progress.ReadyCount), Is.EqualTo(("enabled/ok", 3, 1)));
        Assert.That((response.Body, response.Headers["etag"].Single()), Is.EqualTo(("{}", "\"1\"")));
        Assert.That(
            new QboxmailResponse(System.Net.HttpStatusCode.NoContent),
            Has.Property("StatusCode").EqualTo(System.Net.HttpStatusCode.NoContent).And.Property("Headers").Empty);
        Assert.That((unknown.ActionType?.Value, unknown.AdditionalProperties["name"]), Is.EqualTo(("domain_renamed", "new.example")));
    }

    [Test]
    public void Results_of_bulk_jobs_can_be_created_in_tests()
    {
        var request = new CreateEmailAccountRequest("mario", "Correct-horse-7", "Mario");
        var existing = new BulkOutcome("E1");
        var created = new BulkOutcome<CreateEmailAccountRequest>(request, "E1", created: true);
        var progress = new BulkProgress(1, created) { CompletedCount = 2, TotalCount = 3 };

        Assert.That((existing.Code, existing.Created, existing.Exception, existing.Skipped), Is.EqualTo(("E1", false, (Exception?)null, false)));
        Assert.That(new BulkOutcome<CreateEmailAccountRequest>(request, "E1").Created, Is.False);
        Assert.That((created.Request, created.Code, created.Created), Is.EqualTo((request, "E1", true)));
        Assert.That((progress.Index, progress.Outcome, progress.CompletedCount, progress.TotalCount), Is.EqualTo((1, created, 2, 3)));
        Assert.That(() => new BulkProgress(0, null!), Throws.ArgumentNullException);
        Assert.That(() => new BulkOutcome<CreateEmailAccountRequest>(null!, "E1"), Throws.ArgumentNullException);
        Assert.That(() => new CreateIfNotExistsResult<Domain>(created: true, null!, new Domain()), Throws.ArgumentNullException);
        Assert.That(() => new CreateIfNotExistsResult<Domain>(created: true, "D1", null!), Throws.ArgumentNullException);
    }

    private static Type[] Exported() => typeof(QboxmailClient).Assembly.GetExportedTypes();

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();

        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    private sealed class OneDomain : QboxmailClient
    {
        public override DomainsClient Domains { get; } = new Fixed();

        private sealed class Fixed : DomainsClient
        {
            public override PagedAsyncEnumerable<Domain> ListAsync(
                DomainsListQuery? query = null, PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
                PagedAsyncEnumerable.FromPages<Domain>([new Domain { Code = "D1" }]);
        }
    }
}
