using System.Net;
using System.Reflection;
using Qboxmail.Http;

namespace Qboxmail.Tests;

/// <summary>A 404 or 405 to an inferred operation shows that its path may be wrong, until the operation has succeeded once.</summary>
public class UnknownRouteTests : ApiTests
{
    private static readonly string Alias = ApiRoute.Path("DomainAliases_Get", "D1", "AD1");
    private static readonly string List = ApiRoute.Path("DomainAliases_List", "D1");
    private static readonly string AliasPage = $"{List}?page=1&per={ApiRoute.LargestPage}";
    private static readonly string Deletion = ApiRoute.Path("DomainAliases_Delete", "D1", "AD1");
    private const string NotFound = """{"message": "Not found", "errors": []}""";
    private const string Active =
        """{"resources": [{"code": "AD1", "status": "enabled", "status_detail": "ok"}], "pagination": {"total_pages": 1}}""";

    private ChangedOperations _guesses = null!;

    [SetUp]
    public void MakeAliasesAGuess() => _guesses = ChangedOperations.Guesses(typeof(DomainAliasesClient));

    [TearDown]
    public void Restore() => _guesses.Dispose();

    [Test]
    public async Task The_message_names_the_guess_the_candidates_and_the_command()
    {
        using var guesses = ChangedOperations.Guesses(typeof(EmailLogsClient), "GET /api/etlive/accesses, GET /api/tracemail/accesses");
        var path = ApiRoute.Path("EmailLogs_ListAccess");
        Api.Get($"{path}?page=1", HttpStatusCode.NotFound, NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.EmailLogs.ListAccessPageAsync());

        Assert.That(exception!.Message, Is.EqualTo(
            $"EmailLogs_ListAccess failed: 404 Not found. The method and path of this operation are inferred and may be wrong: GET {path}. "
            + "Other candidates: GET /api/etlive/accesses, GET /api/tracemail/accesses. "
            + "To check them, run 'dotnet run --project build/Qboxmail.Probe -- routes' in a clone of the Qboxmail for .NET repository."));
    }

    [Test]
    public void Operations_know_whether_the_document_infers_them_and_their_candidates()
    {
        _guesses.Dispose();
        var documented = ApiDocument.Operations.Select(operation => (operation.Id, operation.IsInferred, string.Join(
            ", ", operation.Candidates.Select(candidate => $"{candidate.Method} {candidate.Path}"))));
        var operations = typeof(QboxmailClient).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(ApiOperation)).Select(field => (ApiOperation)field.GetValue(null)!);

        Assert.That(operations.Select(operation => (operation.Id, operation.IsInferred, operation.Candidates)), Is.EquivalentTo(documented));
    }

    [TestCase(HttpStatusCode.NotFound, NotFound)]
    [TestCase(HttpStatusCode.NotFound, """{"error": "Not Found"}""")]
    [TestCase(HttpStatusCode.NotFound, null)]
    [TestCase(HttpStatusCode.MethodNotAllowed, """{"error": "405 Not Allowed"}""")]
    public async Task An_operation_without_candidates_names_its_guess(HttpStatusCode status, string? body)
    {
        var method = ApiRoute.Method("DomainAliases_SetStatus");
        Api.Expect(method, ApiRoute.Path("DomainAliases_SetStatus", "D1", "AD1"), _ => FakeApi.Response(status, body));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(
            () => Client.DomainAliases.SetStatusAsync("D1", "AD1", new SetDomainAliasStatusRequest(ActivationStatus.Enabled)));

        Assert.That((exception!.Reason, exception.StatusCode), Is.EqualTo((QboxmailErrorReason.Unexpected, status)));
        Assert.That(exception.Message, Does.Contain(
            $"are inferred and may be wrong: {method} /{DomainAliasesClient.SetStatusOperation.Path}. To check them"));
    }

    [Test]
    public async Task After_a_success_404_means_not_found_also_for_views_of_the_client()
    {
        Api.Get(Alias, Active).Get(Alias, HttpStatusCode.NotFound, NotFound).Get(Alias, HttpStatusCode.NotFound, NotFound);

        await Client.DomainAliases.GetAsync("D1", "AD1");
        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.DomainAliases.GetAsync("D1", "AD1"));
        var ofView = await Assert.ThrowsAsync<QboxmailApiException>(
            () => Client.With(options => options.Timeout = TimeSpan.FromSeconds(9)).DomainAliases.GetAsync("D1", "AD1"));

        Assert.That((exception!.Reason, ofView!.Reason), Is.EqualTo((QboxmailErrorReason.NotFound, QboxmailErrorReason.NotFound)));
    }

    [Test]
    public async Task The_success_of_another_operation_proves_nothing()
    {
        Api.Get($"{List}?page=1", Active).Get(Alias, HttpStatusCode.NotFound, NotFound);

        await Client.DomainAliases.ListPageAsync("D1");
        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.DomainAliases.GetAsync("D1", "AD1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
    }

    [Test]
    public async Task An_inferred_child_list_is_never_empty_because_of_404()
    {
        Api.Get($"{List}?page=1", HttpStatusCode.NotFound, NotFound);

        await Assert.ThrowsAsync<QboxmailApiException>(() => Client.DomainAliases.ListPageAsync("D1"));

        Api.Verify();
    }

    [Test]
    public async Task A_repeated_deletion_is_not_done_because_of_404()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(ApiRoute.Method("DomainAliases_Delete"), Deletion, _ => FakeApi.Response(HttpStatusCode.BadGateway));
        Api.Expect(ApiRoute.Method("DomainAliases_Delete"), Deletion, _ => FakeApi.Response(HttpStatusCode.NotFound, NotFound));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.DomainAliases.DeleteAsync("D1", "AD1"));

        Assert.That(exception!.Message, Does.Contain("are inferred"));
    }

    [Test]
    public async Task A_wait_for_a_new_resource_polls_on_and_then_says_that_the_path_is_a_guess()
    {
        Api.Time.AutoAdvanceDelays = true;

        for (var poll = 0; poll < 7; poll++)
        {
            Api.Get(Alias, HttpStatusCode.NotFound, NotFound);
        }

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(
            () => Client.DomainAliases.WaitUntilReadyAsync("D1", "AD1", new WaitOptions { Randomizer = () => 0.5 }));

        Assert.That(exception!.Message, Does.Contain("are inferred"));
        Api.Verify();
    }

    [Test]
    public async Task A_wait_finds_a_new_resource_that_appears_late()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(Alias, HttpStatusCode.NotFound, NotFound).Get(Alias, HttpStatusCode.NotFound, NotFound).Get(Alias, Active);

        Assert.That((await Client.DomainAliases.WaitUntilReadyAsync("D1", "AD1")).Code, Is.EqualTo("AD1"));
    }

    [Test]
    public async Task A_wait_for_a_deletion_says_that_the_path_is_a_guess()
    {
        Api.Get(Alias, HttpStatusCode.NotFound, NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.DomainAliases.WaitUntilDeletedAsync("D1", "AD1"));

        Assert.That(exception!.Message, Does.Contain("are inferred"));
    }

    [Test]
    public async Task A_wait_ends_at_once_when_the_method_is_not_allowed()
    {
        Api.Get(Alias, HttpStatusCode.MethodNotAllowed);

        await Assert.ThrowsAsync<QboxmailApiException>(() => Client.DomainAliases.WaitUntilReadyAsync("D1", "AD1"));

        Assert.That(Api.Time.Pauses, Is.Empty);
    }

    [Test]
    public async Task A_wait_for_several_resources_relies_on_the_list_that_has_shown_them()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(Alias, HttpStatusCode.NotFound, NotFound)
            .Get(AliasPage, Active)
            .Get(AliasPage, """{"resources": [], "pagination": {"total_pages": 0}}""")
            .Get(AliasPage, """{"resources": [], "pagination": {"total_pages": 0}}""");

        var result = await Client.DomainAliases.WaitUntilAllDeletedAsync("D1", ["AD1"]);

        Assert.That(result.Pending, Is.Empty);
        Api.Verify();
    }
}
