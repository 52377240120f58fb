namespace Qboxmail.Tests;

/// <summary>What is told of fields that differ from the document is told once, and is bounded.</summary>
public class DriftTelemetryTests
{
    [Test]
    public async Task A_view_knows_what_its_client_has_told()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/permissions", """{"resources": [{"icon": "x"}]}""");
        api.Get("/api/permissions", """{"resources": [{"icon": "x"}]}""");

        await client.Permissions.ListAsync();
        await client.With(_ => { }).Permissions.ListAsync();

        Assert.That(metrics.Of("qboxmail.client.drift").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_field_of_two_models_is_two()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/permissions", """{"resources": [{"icon": "x"}]}""");
        api.Get("/api/domains/D1", """{"resources": [{"code": "D1", "icon": "x"}]}""");

        await client.Permissions.ListAsync();
        await client.Domains.GetAsync("D1");

        Assert.That(metrics.Of("qboxmail.client.drift").Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_server_that_makes_up_names_does_not_fill_the_memory()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        var fields = string.Join(",", Enumerable.Range(0, 3000).Select(number => $"\"field{number}\": 1"));
        api.Get("/api/permissions", $$"""{"resources": [{ {{fields}} }]}""");

        var permissions = await client.Permissions.ListAsync();

        Assert.That(permissions[0].AdditionalProperties, Has.Count.EqualTo(3000));
        Assert.That(metrics.Of("qboxmail.client.drift").Count(), Is.EqualTo(1000));
    }

    [TestCase("icon", "icon")]
    [TestCase("größe-2.0_x", "größe-2.0_x")]
    [TestCase("test-token-0123456789", "***")]
    [TestCase("line\\nbreak", "***")]
    [TestCase("a b", "***")]
    [TestCase("n*65", "***")]
    public async Task A_name_that_is_none_is_not_told(string name, string told)
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/permissions", $$"""{"resources": [{"{{(name == "n*65" ? new string('n', 65) : name)}}": 1}]}""");

        await client.Permissions.ListAsync();

        Assert.That(metrics.Of("qboxmail.client.drift").Single(), Does.Contain($"qboxmail.field={told} "));
    }

    [Test]
    public async Task An_error_does_not_drift()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/permissions", System.Net.HttpStatusCode.NotFound, """{"message": 17, "unknown": true, "errors": {"a": {"b": 1}}}""");

        await Assert.CatchAsync(() => client.Permissions.ListAsync());

        Assert.That(metrics.Of("qboxmail.client.drift"), Is.Empty);
    }
}
