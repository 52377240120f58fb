using System.Net;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Qboxmail.Tests;

public class UnknownFieldTests : ApiTests
{
    [Test]
    public async Task An_unexpected_pagination_does_not_become_a_property_of_an_item()
    {
        Api.Get("/api/domains?page=1", """{"pagination": "none", "resources": [{"code": "D1", "other": 1}]}""");

        var page = await Client.Domains.ListPageAsync();

        Assert.That(page.Items[0].AdditionalProperties, Is.EqualTo(new Dictionary<string, object?> { ["other"] = 1L }));
    }

    [Test]
    public async Task An_escaped_property_name_is_recognized()
    {
        Api.Get("/api/domains/D1", """{"resources": [{"\u0063ode": "D1", "st\u0061tus": "en\u0061bled"}]}""");

        var domain = await Client.Domains.GetAsync("D1");

        Assert.That((domain.Code, domain.Status), Is.EqualTo(("D1", (DomainStatus?)DomainStatus.Enabled)));
        Assert.That(domain.AdditionalProperties, Is.Empty);
    }

    [Test]
    public async Task An_unknown_field_is_kept_under_its_original_name()
    {
        var domain = await DomainResponse.ReadAsync(
            """{"code": "D123456789", "new_field": "new", "Name": "other case", "": "no name", "città": "Firenze"}""");

        Assert.That(
            domain.AdditionalProperties,
            Is.EqualTo(new Dictionary<string, object?> { ["new_field"] = "new", ["Name"] = "other case", [""] = "no name", ["città"] = "Firenze" }));
        Assert.That(domain.Name, Is.Null);
    }

    [TestCase("null", null)]
    [TestCase("true", true)]
    [TestCase("7", 7L)]
    [TestCase("-9223372036854775808", long.MinValue)]
    [TestCase("\"text\"", "text")]
    [TestCase("\"\"", "")]
    [TestCase("\"2026-04-16T09:12:33Z\"", "2026-04-16T09:12:33Z")]
    [TestCase("18446744073709551615", "18446744073709551615")]
    public async Task An_unknown_field_has_the_type_of_its_JSON_value(string json, object? value)
    {
        var domain = await DomainResponse.ReadAsync($$"""{"code": "D123456789", "x": {{json}}}""");

        Assert.That(domain.AdditionalProperties["x"], Is.EqualTo(value));
        Assert.That(domain.AdditionalProperties["x"]?.GetType(), Is.EqualTo(value?.GetType()));
    }

    [TestCase("12.50")]
    [TestCase("0.1")]
    [TestCase("79228162514264337593543950335.0")]
    public async Task A_fraction_in_an_unknown_field_is_an_exact_decimal(string json)
    {
        var domain = await DomainResponse.ReadAsync($$"""{"code": "D123456789", "x": {{json}}}""");

        Assert.That(
            domain.AdditionalProperties["x"],
            Is.EqualTo(decimal.Parse(json, System.Globalization.CultureInfo.InvariantCulture)).And.TypeOf<decimal>());
    }

    [Test]
    public async Task Unknown_objects_and_arrays_are_read_only_dictionaries_and_lists()
    {
        var domain = await DomainResponse.ReadAsync("""{"code": "D123456789", "x": {"a": [1, [2.5, null], {"b": false}], "c": {}}}""");

        var x = (IReadOnlyDictionary<string, object?>)domain.AdditionalProperties["x"]!;
        var a = (IReadOnlyList<object?>)x["a"]!;
        Assert.That(a[0], Is.EqualTo(1L));
        Assert.That(a[1], Is.InstanceOf<IReadOnlyList<object?>>().And.EqualTo(new object?[] { 2.5m, null }));
        Assert.That(((IReadOnlyDictionary<string, object?>)a[2]!)["b"], Is.False);
        Assert.That(x["c"], Is.InstanceOf<IReadOnlyDictionary<string, object?>>().And.Empty);
    }

    [Test]
    public async Task An_unknown_field_can_be_sent_as_it_was_read()
    {
        const string unknown = """{"x":{"a":[1,[2.5,null],{"b":false}],"c":{},"d":"18446744073709551615"}}""";
        var domain = await DomainResponse.ReadAsync("""{"code": "D123456789", """ + unknown[1..]);
        Api.Expect(HttpMethod.Put, "/api/domains/D123456789", HttpStatusCode.NoContent, null);

        var request = new UpdateDomainRequest();
        request.AdditionalProperties["x"] = domain.AdditionalProperties["x"];
        await Client.Domains.UpdateAsync("D123456789", request);

        Assert.That(Api.Requests.Single().Body, Is.EqualTo(unknown));
        Api.Verify();
    }

    [Test]
    public void Random_unknown_fields_can_be_sent_as_they_were_read()
    {
        JsonNode? unknown = null;
        using var server = new StubHandler(request => request.Method == HttpMethod.Get
            ? FakeApi.Response(HttpStatusCode.OK, $$"""{"resources": [{"code": "D1", "x": {{unknown?.ToJsonString() ?? "null"}} }]}""")
            : FakeApi.Response(HttpStatusCode.OK, request.Content!.ReadAsStringAsync().GetAwaiter().GetResult()));
        using var client = new QboxmailClient(Api.Options, server);
        string? sent = null;
        var view = client.With(options => options.OnResponse = response => sent = response.Body);

        var property = Prop.ForAll(AnyJson(depth: 4).ToArbitrary(), json =>
        {
            unknown = json;
            var domain = client.Domains.GetAsync("D1").GetAwaiter().GetResult();
            view.Domains
                .UpdateAsync("D1", new UpdateDomainRequest { AdditionalProperties = { ["x"] = domain.AdditionalProperties["x"] } })
                .GetAwaiter()
                .GetResult();

            return JsonNode.DeepEquals(JsonNode.Parse(sent!)!["x"], json);
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260416, 1));
    }

    [Test]
    public async Task Unknown_fields_of_the_envelope_are_ignored()
    {
        Api.Get(
            "/api/domains/D123456789",
            """{"meta": {"a": [1, 2]}, "resources": [{"code": "D123456789"}], "pagination": {"x": {}, "per": "25"}, "links": []}""");

        var domain = await Client.Domains.GetAsync("D123456789");

        Assert.That(domain.Code, Is.EqualTo("D123456789"));
        Assert.That(domain.AdditionalProperties, Is.Empty);
        Api.Verify();
    }

    [Test]
    public async Task Unknown_fields_stay_with_their_item()
    {
        Api.Get("/api/domains?page=1", """{"resources": [{"code": "D1", "x": 1}, {"code": "D2"}, {"code": "D3", "x": 3}]}""");

        var page = await Client.Domains.ListPageAsync();

        Assert.That(page.Items.Select(domain => domain.AdditionalProperties.Count), Is.EqualTo(new[] { 1, 0, 1 }));
        Api.Verify();
    }

    private static Gen<JsonNode?> AnyJson(int depth)
    {
        var plain = Gen.OneOf(
            Gen.Constant((JsonNode?)null),
            ArbMap.Default.GeneratorFor<bool>().Select(value => (JsonNode?)JsonValue.Create(value)),
            ArbMap.Default.GeneratorFor<long>().Select(value => (JsonNode?)JsonValue.Create(value)),
            ArbMap.Default.GeneratorFor<decimal>().Select(value => (JsonNode?)JsonValue.Create(value)),
            Texts.Select(value => (JsonNode?)JsonValue.Create(value)));

        return depth == 0 ? plain : Gen.OneOf(
            plain,
            AnyJson(depth - 1).ListOf().Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Gen.Zip(Texts, AnyJson(depth - 1)).ListOf().Select(
                fields => (JsonNode?)new JsonObject(fields
                    .DistinctBy(field => field.Item1)
                    .Select(field => KeyValuePair.Create(field.Item1, field.Item2?.DeepClone())))));
    }

    private static Gen<string> Texts => ArbMap.Default.GeneratorFor<NonNull<string>>().Select(
        text => new string([.. text.Get.Where(character => !char.IsSurrogate(character))]));
}
