using Microsoft.Extensions.Logging;

namespace Qboxmail.Tests;

/// <summary>Fields whose answers differ from the document.</summary>
public class Drifts
{
    [Test]
    public async Task An_unknown_field_is_counted_once()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/permissions", """{"resources": [{"key": "a", "icon": "x"}, {"key": "b", "icon": "y"}]}""");
        api.Get("/api/permissions", """{"resources": [{"key": "a", "icon": "x"}]}""");

        await client.Permissions.ListAsync();
        await client.Permissions.ListAsync();

        Assert.That(
            metrics.Of("qboxmail.client.drift"),
            Is.EqualTo(["qboxmail.client.drift 1 qboxmail.model=Permission qboxmail.field=icon qboxmail.kind=UnknownField"]));
    }

    [Test]
    public async Task A_field_of_another_type_is_counted_once()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/permissions", """{"resources": [{"key": ["a"]}, {"key": {"b": 1}}]}""");

        var permissions = await client.Permissions.ListAsync();

        Assert.That(permissions[0].Key, Is.Null);
        Assert.That(permissions[0].AdditionalProperties["key"], Is.EqualTo(new object[] { "a" }));
        Assert.That(
            metrics.Of("qboxmail.client.drift"),
            Is.EqualTo(["qboxmail.client.drift 1 qboxmail.model=Permission qboxmail.field=key qboxmail.kind=UnexpectedType"]));
    }

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

    [Test]
    public async Task The_log_tells_of_types_loudly_and_of_new_fields_softly()
    {
        using var host = new FakeHost();
        host.Api.Get("/api/permissions", """{"resources": [{"key": ["a"], "icon": "x"}]}""");

        await host.Client.Permissions.ListAsync();

        Assert.That(
            host.Log.Own.Take(2),
            Is.EqualTo([
                (LogLevel.Warning, 5, "The field key of Permission is answered with another type than documented. Its value stands in AdditionalProperties."),
                (LogLevel.Debug, 6, "The field icon of Permission is answered but not documented. Its value stands in AdditionalProperties.")]));
    }
}
