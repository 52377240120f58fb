using System.Net;
using System.Text.Json.Nodes;

namespace Qboxmail.Tests;

/// <summary>A wait for a domain whose ownership nobody proves says in its timeout how to prove it.</summary>
public class OwnershipAdviceTests
{
    private const string Next = "with the address that VerifyDnsOwnershipNowAsync returns, then call VerifyDnsOwnershipAsync.";

    private static readonly WaitOptions Short = new() { Timeout = TimeSpan.FromSeconds(1) };

    [TestCase("d123456789", "Publish the A record d123456789.example.com " + Next)]
    [TestCase("d123456789.", "Publish the A record d123456789.example.com " + Next)]
    [TestCase("d123456789.example.com", "Publish the A record d123456789.example.com " + Next)]
    [TestCase(null, "Publish the A record that VerifyDnsOwnershipNowAsync returns, then call VerifyDnsOwnershipAsync.")]
    [TestCase("", "Publish the A record that VerifyDnsOwnershipNowAsync returns, then call VerifyDnsOwnershipAsync.")]
    public async Task The_timeout_of_a_wait_names_the_ownership_record_and_the_method(string? label, string advice)
    {
        using var client = CreateClient("Ownership_Check", label);

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => client.Domains.WaitUntilReadyAsync("D1", Short));

        Assert.That(exception!.Message, Does.EndWith($"(polls: 2). The ownership of the domain is not proven. {advice}"));
    }

    [Test]
    public async Task The_timeout_of_a_custom_wait_names_the_ownership_record()
    {
        using var client = CreateClient("ownership_check", "d1");

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(
            () => client.Domains.WaitUntilAsync("D1", _ => WaitVerdict.Pending, Short));

        Assert.That(exception!.Message, Does.EndWith(Next));
    }

    [Test]
    public async Task EnsureAllReady_names_the_ownership_record_of_the_first_pending_domain()
    {
        using var client = CreateClient("ownership_check", "d1");

        var result = await client.Domains.WaitUntilAllReadyAsync(["D1"], Short);

        var exception = Assert.Throws<QboxmailWaitTimeoutException>(result.EnsureAllReady);
        Assert.That(
            exception!.Message,
            Does.StartWith("Not all resources are ready: 0 ready, 0 failed, 1 pending.").And.EndsWith("A record d1.example.com " + Next));
    }

    [Test]
    public async Task The_timeout_of_a_wait_for_an_alias_names_the_documented_method()
    {
        using var client = CreateClient("ownership_check", "ad1");

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(
            () => client.DomainAliases.WaitUntilReadyAsync("D1", "AD1", Short));

        Assert.That(
            exception!.Message,
            Does.EndWith("ad1.example.com with the address that VerifyDnsOwnershipNowAsync returns, then call VerifyDnsOwnershipNowAsync."));
    }

    [TestCase("disabled")]
    [TestCase("a_state_of_tomorrow")]
    [TestCase(null)]
    public async Task The_timeout_of_a_domain_in_another_state_does_not_mention_ownership(string? status)
    {
        using var client = CreateClient(status, "d1");

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => client.Domains.WaitUntilReadyAsync("D1", Short));

        Assert.That(exception!.Message, Does.EndWith("(polls: 2)."));
    }

    [Test]
    public async Task The_timeout_of_a_deletion_does_not_mention_ownership()
    {
        using var client = CreateClient("ownership_check", "d1");

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => client.Domains.WaitUntilDeletedAsync("D1", Short));
        var result = await client.Domains.WaitUntilAllDeletedAsync(["D1"], Short);

        Assert.That(exception!.Message, Does.EndWith("(polls: 2)."));
        Assert.That(
            Assert.Throws<QboxmailWaitTimeoutException>(result.EnsureAllReady)!.Message, Does.EndWith("Last state of D1: ownership_check/ok."));
    }

    [Test]
    public void The_document_names_existing_operations_for_ownership()
    {
        var waits = ApiDocument.Operations
            .Select(operation => ApiDocument.Value.Paths[operation.Path].Operations![operation.Method].Extension("x-qboxmail-wait")?["ownership"])
            .OfType<JsonNode>()
            .ToList();

        Assert.That(waits, Has.Count.EqualTo(2));
        Assert.That(
            waits.SelectMany(wait => new[] { (string?)wait["address"], (string?)wait["operation"] }).Distinct(),
            Is.SubsetOf(ApiDocument.Operations.Select(operation => operation.Id)));
    }

    private static QboxmailClient CreateClient(string? status, string? label)
    {
        var item = new JsonObject
        {
            ["code"] = "D1",
            ["name"] = "example.com",
            ["status"] = status,
            ["status_detail"] = "ok",
            ["possession_a_record"] = label,
        };
        var body = $$"""{"resources": [{{item.ToJsonString()}}], "pagination": {"total_pages": 1, "total_records": 1} }""";
        var options = new QboxmailClientOptions { ApiToken = FakeApi.Token, TimeProvider = new FakeTime { AutoAdvanceDelays = true } };

        return new(options, new StubHandler(_ => FakeApi.Response(HttpStatusCode.OK, body)));
    }
}
