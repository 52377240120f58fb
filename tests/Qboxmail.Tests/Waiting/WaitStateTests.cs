using System.Net;
using System.Reflection;
using Qboxmail.Json;

namespace Qboxmail.Tests;

/// <summary>What each wait of each client polls, and which states end it.</summary>
public class WaitStateTests : ApiTests
{
    [TestCaseSource(typeof(WaitCases), nameof(WaitCases.Waits))]
    public async Task A_wait_for_a_ready_resource_takes_one_request_and_returns_it(WaitCase wait)
    {
        foreach (var state in wait.Ready)
        {
            using var api = new FakeApi();
            using var client = api.CreateClient();
            api.Time.AutoAdvanceDelays = true;
            api.Get(wait.Path, wait.Response(state));

            var seen = await wait.RunAsync(client);

            Assert.That(((IResponseModel)seen).Identity, Is.EqualTo(wait.Code), state);
            api.Verify();
        }
    }

    [TestCaseSource(typeof(WaitCases), nameof(WaitCases.Waits))]
    public async Task Any_state_that_is_neither_ready_nor_failed_is_pending(WaitCase wait)
    {
        Api.Time.AutoAdvanceDelays = true;

        foreach (var state in wait.Pending)
        {
            Api.Get(wait.Path, wait.Response(state));
        }

        Api.Get(wait.Path, wait.Response(wait.Ready[0]));

        await wait.RunAsync(Client);

        Assert.That(Api.Time.Pauses, Has.Count.EqualTo(wait.Pending.Length));
        Api.Verify();
    }

    [TestCaseSource(typeof(WaitCases), nameof(WaitCases.Waits))]
    public async Task A_wait_for_a_failed_resource_takes_one_request_and_throws(WaitCase wait)
    {
        foreach (var state in wait.Failed)
        {
            using var api = new FakeApi();
            using var client = api.CreateClient();
            api.Time.AutoAdvanceDelays = true;
            api.Get(wait.Path, wait.Response(state));

            var exception = await Assert.ThrowsAsync<QboxmailWaitFailedException>(() => wait.RunAsync(client));

            var fields = System.Text.Json.Nodes.JsonNode.Parse(state)!;
            Assert.That(exception!.Failed, Is.EqualTo(new[] { wait.Code }));
            Assert.That(exception.Status, Is.EqualTo((string?)fields[wait.Status]));
            Assert.That(exception.StatusDetail, Is.EqualTo((string?)fields[wait.StatusDetail]));
            Assert.That(exception.Message, Does.Contain($" {wait.Code} has failed. Last state: "));
            api.Verify();
        }
    }

    [TestCaseSource(typeof(WaitCases), nameof(WaitCases.Deletions))]
    public async Task A_resource_counts_as_deleted_when_two_polls_do_not_find_it(WaitCase wait)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(wait.Path, wait.Response("""{"status": "failed", "archive_status": "failure", "display_status": "blocked"}"""))
            .Get(wait.Path, wait.Response("""{"status": "enabled", "status_detail": "ok"}"""));

        for (var miss = 1; miss <= 2; miss++)
        {
            _ = wait.IsList
                ? Api.Get(wait.Path, """{"resources": [{"code": "other"}], "pagination": {"total_pages": 1}}""")
                : Api.Get(wait.Path, HttpStatusCode.NotFound);
        }

        await wait.EndAsync(Client);

        Assert.That(Api.Time.Pauses, Has.Count.EqualTo(3));
        Api.Verify();
    }

    [TestCaseSource(typeof(WaitCases), nameof(WaitCases.DeletionsOfKnownPaths))]
    public async Task A_resource_that_was_never_found_counts_as_deleted_at_once(WaitCase wait)
    {
        Api.Time.AutoAdvanceDelays = true;
        _ = wait.IsList ? Api.Get(wait.Path, """{"resources": [], "pagination": {"total_pages": 0}}""") : Api.Get(wait.Path, HttpStatusCode.NotFound);

        await wait.EndAsync(Client);

        Api.Verify();
    }

    [TestCaseSource(typeof(WaitCases), nameof(WaitCases.Deletions))]
    public async Task A_deletion_wait_that_times_out_reports_the_last_state(WaitCase wait)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(wait.Path, wait.Response("""{"status": "new", "display_status": "not_verified"}"""))
            .Get(wait.Path, wait.Response("""{"status": "enabled", "display_status": "enabled"}"""));

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(
            () => wait.EndAsync(Client, new() { Timeout = TimeSpan.FromSeconds(1) }));

        Assert.That((exception!.Status, exception.Pending.Single()), Is.EqualTo(("enabled", wait.Code)));
        Api.Verify();
    }

    [TestCaseSource(typeof(WaitCases), nameof(WaitCases.Evaluations))]
    public async Task A_wait_with_an_evaluator_polls_the_same_operation_as_the_standard_wait(WaitCase wait)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(wait.Path, wait.Response("{}"));

        var seen = await wait.RunAsync(Client);

        Assert.That(((IResponseModel)seen).Identity, Is.EqualTo(wait.Code));
        Api.Verify();
    }

    [Test]
    public void Every_wait_of_every_client_is_tested()
    {
        var waits = typeof(QboxmailClient).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.StartsWith("WaitUntil", StringComparison.Ordinal) && !IsForMany(method))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.That(waits, Is.EquivalentTo(WaitCases.Waits.Concat(WaitCases.Deletions).Concat(WaitCases.Evaluations).Select(wait => wait.Name)));
    }

    private static bool IsForMany(MethodInfo method) =>
        method.ReturnType.GenericTypeArguments is [{ IsGenericType: true } result] && result.GetGenericTypeDefinition() == typeof(WaitResult<>);
}
