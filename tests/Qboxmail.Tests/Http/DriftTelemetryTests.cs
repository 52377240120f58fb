namespace Qboxmail.Tests;

/// <summary>Each field that differs from the document is reported once, up to a maximum number of fields.</summary>
public class DriftTelemetryTests
{
    [Test]
    public async Task A_client_from_With_does_not_report_the_drift_of_its_source_again()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get(ApiRoute.Path("Permissions_List"), """{"resources": [{"icon": "x"}]}""");
        api.Get(ApiRoute.Path("Permissions_List"), """{"resources": [{"icon": "x"}]}""");

        await client.Permissions.ListAsync();
        await client.With(_ => { }).Permissions.ListAsync();

        Assert.That(metrics.Of("qboxmail.client.drift").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Drift_of_the_same_field_in_two_models_is_reported_twice()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get(ApiRoute.Path("Permissions_List"), """{"resources": [{"icon": "x"}]}""");
        api.Get("/api/domains/D1", """{"resources": [{"code": "D1", "icon": "x"}]}""");

        await client.Permissions.ListAsync();
        await client.Domains.GetAsync("D1");

        Assert.That(metrics.Of("qboxmail.client.drift").Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Drift_reports_are_limited_to_a_thousand_fields()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        var fields = string.Join(",", Enumerable.Range(0, 3000).Select(number => $"\"field{number}\": 1"));
        api.Get(ApiRoute.Path("Permissions_List"), $$"""{"resources": [{ {{fields}} }]}""");

        var permissions = await client.Permissions.ListAsync();

        Assert.That(permissions[0].AdditionalProperties, Has.Count.EqualTo(3000));
        Assert.That(metrics.Of("qboxmail.client.drift").Count(), Is.EqualTo(1000));
    }

    [TestCase("icon", "icon")]
    [TestCase("a23456789_b23456789_c23456789_d23456789_e23456789_f23456789_1234", "a23456789_b23456789_c23456789_d23456789_e23456789_f23456789_1234")]
    [TestCase("größe-2.0_x", "größe-2.0_x")]
    [TestCase("test-token-0123456789", "***")]
    [TestCase("line\\nbreak", "***")]
    [TestCase("a b", "***")]
    [TestCase("n*65", "***")]
    public async Task An_unsafe_field_name_is_masked_in_drift_metrics(string name, string reported)
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get(ApiRoute.Path("Permissions_List"), $$"""{"resources": [{"{{(name == "n*65" ? new string('n', 65) : name)}}": 1}]}""");

        await client.Permissions.ListAsync();

        Assert.That(metrics.Of("qboxmail.client.drift").Single(), Does.Contain($"qboxmail.field={reported} "));
    }

    [Test]
    public async Task An_error_body_is_not_reported_as_drift()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get(
            ApiRoute.Path("Permissions_List"), System.Net.HttpStatusCode.NotFound,
            """{"message": 17, "unknown": true, "errors": {"a": {"b": 1}}}""");

        await Assert.CatchAsync(() => client.Permissions.ListAsync());

        Assert.That(metrics.Of("qboxmail.client.drift"), Is.Empty);
    }
}
