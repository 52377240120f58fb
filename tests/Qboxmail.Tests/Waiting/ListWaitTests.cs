using System.Net;

namespace Qboxmail.Tests;

/// <summary>Waits that look for their resource in a list of several pages.</summary>
public class ListWaitTests : ApiTests
{
    [Test]
    public async Task A_wait_finds_an_item_on_any_page_by_its_exact_code()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(
            $"/api/imports?page=1&per={ApiRoute.LargestPage}",
            """{"resources": [{"code": "I10", "status": "valid"}, {"code": "i1", "status": "valid"}], "pagination": {"total_pages": 2}}""")
            .Get(
                $"/api/imports?page=2&per={ApiRoute.LargestPage}",
                """{"resources": [{"code": "I1", "status": "valid_with_skipped"}], "pagination": {"total_pages": 2}}""");

        var import = await Client.Imports.WaitUntilReadyAsync("I1");

        Assert.That((import.Code, import.Status), Is.EqualTo(("I1", (ImportStatus?)ImportStatus.ValidWithSkipped)));
        Api.Verify();
    }

    [Test]
    public async Task An_item_that_no_page_contains_is_pending()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", """{"resources": [], "pagination": {"total_pages": 0}}""")
            .Get(
                $"/api/imports?page=1&per={ApiRoute.LargestPage}",
                """{"resources": [{"code": "I1", "status": "valid"}], "pagination": {"total_pages": 1}}""");

        Assert.That((await Client.Imports.WaitUntilReadyAsync("I1")).Code, Is.EqualTo("I1"));
        Api.Verify();
    }

    [Test]
    public async Task An_item_that_moved_between_two_pages_does_not_count_as_deleted()
    {
        Api.Time.AutoAdvanceDelays = true;
        // I0 is deleted and I4 is new: I2 moves to page 1 after that was read.
        Api.Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Imports(2, "I0", "I1"))
            .Get($"/api/imports?page=2&per={ApiRoute.LargestPage}", Imports(2, "I3", "I4"))
            .Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Imports(2, "I1", "I2"))
            .Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Imports(1, "I1"))
            .Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Imports(1, "I1"));

        await Client.Imports.WaitUntilDeletedAsync("I2");

        Assert.That(Api.Time.Pauses, Has.Count.EqualTo(3));
        Api.Verify();
    }

    [TestCase("""{"total_pages": 0, "total_records": 4}""")]
    [TestCase("""{"total_pages": 1, "total_records": 4}""")]
    public async Task A_single_poll_of_several_pages_proves_no_deletion_whatever_their_number_is_said_to_be(string pagination)
    {
        Api.Time.AutoAdvanceDelays = true;
        string Page(params string[] codes) => ImportsWith(pagination, codes);
        // I0 is deleted and I4 is new: I2 moves to page 1 after that was read.
        Api.Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Page("I0", "I1"))
            .Get($"/api/imports?page=2&per={ApiRoute.LargestPage}", Page("I3", "I4"))
            .Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Page("I1", "I2"))
            .Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Imports(1, "I1"))
            .Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Imports(1, "I1"));

        await Client.Imports.WaitUntilDeletedAsync("I2");

        Assert.That(Api.Time.Pauses, Has.Count.EqualTo(3));
        Api.Verify();
    }

    [TestCase("{}")]
    [TestCase("""{"total_pages": 0}""")]
    public async Task A_list_without_totals_proves_a_deletion_in_two_polls(string pagination)
    {
        Api.Time.AutoAdvanceDelays = true;

        for (var poll = 1; poll <= 2; poll++)
        {
            // I2 may have moved to page 1, which was read before.
            Api.Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", ImportsWith(pagination, "I1"))
                .Get($"/api/imports?page=2&per={ApiRoute.LargestPage}", ImportsWith(pagination));
        }

        await Client.Imports.WaitUntilDeletedAsync("I2");

        Assert.That(Api.Time.Pauses, Has.Count.EqualTo(1));
        Api.Verify();
    }

    [Test]
    public async Task An_item_that_no_page_contains_in_two_polls_is_deleted()
    {
        Api.Time.AutoAdvanceDelays = true;

        for (var poll = 1; poll <= 2; poll++)
        {
            Api.Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Imports(2, "I0", "I1"))
                .Get($"/api/imports?page=2&per={ApiRoute.LargestPage}", Imports(2, "I3", "I4"));
        }

        await Client.Imports.WaitUntilDeletedAsync("I2");

        Assert.That(Api.Time.Pauses, Has.Count.EqualTo(1));
        Api.Verify();
    }

    [Test]
    public async Task A_404_for_a_later_page_does_not_prove_a_deletion()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Imports(2, "I0", "I1"))
            .Get($"/api/imports?page=2&per={ApiRoute.LargestPage}", HttpStatusCode.NotFound)
            .Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Imports(1, "I1", "I2"))
            .Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Imports(1, "I1"))
            .Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", Imports(1, "I1"));

        await Client.Imports.WaitUntilDeletedAsync("I2");

        Assert.That(Api.Time.Pauses, Has.Count.EqualTo(2));
        Api.Verify();
    }

    [Test]
    public async Task The_timeout_of_a_wait_contains_the_reason_why_its_list_is_incomplete()
    {
        const string totals = """{"total_pages": 1, "total_records": 2}""";
        Api.Time.AutoAdvanceDelays = true;

        for (var poll = 1; poll <= 2; poll++)
        {
            Api.Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", DomainPages.With(totals, "I1"))
                .Get($"/api/imports?page=2&per={ApiRoute.LargestPage}", DomainPages.With(totals));
        }

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(
            () => Client.Imports.WaitUntilReadyAsync("I2", ConstantPauses.Create(1, 1)));

        Assert.That(exception!.InnerException!.Message, Does.Contain("The list returned by Imports_List is incomplete"));
        Api.Verify();
    }

    private static string Imports(int pages, params string[] codes) =>
        ImportsWith($$"""{"total_pages": {{pages}}, "total_records": {{(pages == 1 ? codes.Length : 4)}} }""", codes);

    private static string ImportsWith(string pagination, params string[] codes)
    {
        var items = codes.Select(code => $$"""{"code": "{{code}}", "status": "validating"}""");
        return $$"""{"resources": [{{string.Join(", ", items)}}], "pagination": {{pagination}} }""";
    }
}
