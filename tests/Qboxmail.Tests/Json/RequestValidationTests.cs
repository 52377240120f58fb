using System.Dynamic;
using Newtonsoft.Json.Linq;

namespace Qboxmail.Tests;

/// <summary>What cannot be sent is a mistake of the caller, told before anything is sent.</summary>
public class RequestValidationTests : ApiTests
{
    private static readonly TestCaseData[] BadValues =
    [
        new(double.NaN) { TestName = "Not a number" },
        new(double.NegativeInfinity) { TestName = "Infinity" },
        new(1.5f) { TestName = "A float" },
        new('x') { TestName = "A character" },
        new(TimeSpan.Zero) { TestName = "A TimeSpan" },
        new(Guid.Empty) { TestName = "A Guid" },
        new(new Uri("https://example.com")) { TestName = "A Uri" },
        new(DayOfWeek.Monday) { TestName = "An enumeration" },
        new(DomainStatus.Enabled) { TestName = "An open enumeration" },
        new(new { a = 1 }) { TestName = "An anonymous object" },
        new(new UpdateDomainRequest()) { TestName = "A request" },
        new(new Dictionary<int, object?>()) { TestName = "A dictionary with numbers as keys" },
        new(new List<KeyValuePair<string, object?>> { new("a", 1), new("a", 2) }) { TestName = "A list of pairs, which may repeat a name" },
        new(new List<object?> { 1, new object?[] { 1.5f } }) { TestName = "A list with such a value in a list" },
        new(new Dictionary<string, object?> { ["a"] = new Dictionary<string, object?> { ["b"] = 1.5f } })
        {
            TestName = "A dictionary with such a value in a dictionary",
        },
    ];

    [TestCaseSource(nameof(BadValues))]
    public async Task A_value_of_an_unsupported_type_in_AdditionalProperties_is_rejected(object value)
    {
        var exception = await RefusalOfAsync(new UpdateDomainRequest { AdditionalProperties = { ["x"] = value } });

        Assert.That(
            exception.Message,
            Does.Contain("in AdditionalProperties is of type ")
                .And.Contains(", which is not supported. Use null, bool, int, long, decimal"));
    }

    // It is a sequence of its children, so that it could pass as an empty list.
    [Test]
    public Task A_scalar_of_another_JSON_library() => RefusalOfAsync(new UpdateDomainRequest { AdditionalProperties = { ["x"] = new JValue(1) } });

    [Test]
    public async Task A_rejected_value_is_reported_with_its_field_and_type()
    {
        var exception = await RefusalOfAsync(
            new UpdateDomainRequest { AdditionalProperties = { ["outer"] = new Dictionary<string, object?> { ["inner"] = 1.5f } } });

        Assert.That(
            exception.Message,
            Is.EqualTo(
                "The value of 'inner' in AdditionalProperties is of type Single, which is not supported. "
                + "Use null, bool, int, long, decimal, finite double, string, timestamps, and "
                + "IReadOnlyList<object?> or IDictionary<string, object?> of these."));
    }

    [Test]
    public async Task Values_of_supported_types_in_AdditionalProperties_are_sent()
    {
        IDictionary<string, object?> dynamic = new ExpandoObject();
        dynamic["b"] = 1;

        var body = await SentBody.OfAsync(new UpdateDomainRequest
        {
            AdditionalProperties =
            {
                ["null"] = null,
                ["bool"] = true,
                ["int"] = 1,
                ["long"] = 1L << 40,
                ["decimal"] = 1.50m,
                ["whole decimal"] = 5m,
                ["double"] = 0.1,
                ["whole double"] = 5.0,
                ["large double"] = 1e25,
                ["string"] = "s",
                ["list"] = new List<object?> { 1, null, "s" },
                ["texts"] = new[] { "a", "b" },
                ["dictionary"] = new Dictionary<string, object?> { ["a"] = new object?[] { false } },
                ["dynamic"] = dynamic,
                ["time"] = new DateTime(2026, 4, 16, 9, 12, 33, DateTimeKind.Utc),
                ["instant"] = new DateTimeOffset(2026, 4, 16, 9, 12, 33, TimeSpan.FromHours(2)),
                ["array"] = new JArray(1, "s"),
            },
        });

        Assert.That(
            body,
            Is.EqualTo(
                """{"null":null,"bool":true,"int":1,"long":1099511627776,"decimal":1.50,"whole decimal":5"""
                + ""","double":0.1,"whole double":5,"large double":1E+25"""
                + ""","string":"s","list":[1,null,"s"],"texts":["a","b"],"dictionary":{"a":[false]},"dynamic":{"b":1}"""
                + ""","time":"2026-04-16T09:12:33.0000000Z","instant":"2026-04-16T09:12:33.0000000+02:00","array":[1,"s"]}"""));
    }

    [Test]
    public async Task A_field_set_by_its_property_and_in_AdditionalProperties_is_rejected()
    {
        var exception = await RefusalOfAsync(new UpdateDomainRequest { Chat = true, AdditionalProperties = { ["chat"] = false } });

        Assert.That(exception.Message, Is.EqualTo("The field 'chat' is set both by its property and in AdditionalProperties. Remove one of them."));
    }

    [Test]
    public async Task A_nested_field_set_by_its_property_and_in_AdditionalProperties_is_rejected()
    {
        var request = new CreateContactRequest { Emails = [new() { Value = "a@example.com", AdditionalProperties = { ["value"] = null } }] };

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => Client.Contacts.CreateAsync("EA12345678", "7", request));

        Assert.That(exception!.Message, Does.StartWith("The field 'value' is set both"));
        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public async Task A_value_nested_deeper_than_64_levels_is_rejected()
    {
        Assert.That(
            await SentBody.OfAsync(new UpdateDomainRequest { AdditionalProperties = { ["x"] = Nested(64) } }),
            Has.Length.EqualTo("""{"x":}""".Length + (2 * 64)));

        await SentBody.OfAsync(new UpdateDomainRequest { AdditionalProperties = { ["x"] = NestedObjects(64) } });

        var exception = await RefusalOfAsync(new UpdateDomainRequest { AdditionalProperties = { ["x"] = Nested(65) } });

        Assert.That(exception.Message, Is.EqualTo("The value of 'x' in AdditionalProperties is nested more than 64 levels deep."));
    }

    [Test]
    public async Task A_value_that_contains_itself_is_rejected()
    {
        var list = new List<object?>();
        list.Add(list);
        var dictionary = new Dictionary<string, object?>();
        dictionary["self"] = dictionary;

        await RefusalOfAsync(new UpdateDomainRequest { AdditionalProperties = { ["x"] = list } });
        await RefusalOfAsync(new UpdateDomainRequest { AdditionalProperties = { ["x"] = dictionary } });
    }

    [Test]
    public async Task An_uninitialized_enum_value_is_rejected()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => Client.EmailAccounts.SetStatusAsync("D123456789", "EA12345678", new SetEmailAccountStatusRequest(default)));

        Assert.That(
            exception!.Message,
            Is.EqualTo("The field 'status' is an uninitialized ActivationStatus. Set it to a value of that type or to a string."));
        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public async Task An_uninitialized_enum_value_in_an_optional_field_is_rejected()
    {
        var request = new CreateContactRequest { PhoneNumbers = [new() { Type = default(ContactPhoneNumberType) }] };

        await Assert.ThrowsAsync<ArgumentException>(() => Client.Contacts.CreateAsync("EA12345678", "7", request));

        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public void An_uninitialized_enum_value_in_a_filter_is_rejected()
    {
        var exception = Assert.Throws<ArgumentException>(
            () => Client.Delivery.Domains.ListAsync(new() { Status = default(DeliveryDomainStatusFilter) }));

        Assert.That(
            exception!.Message,
            Is.EqualTo("The field 'status' is an uninitialized DeliveryDomainStatusFilter. Set it to a value of that type or to a string."));
        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public async Task A_null_in_a_list_is_rejected()
    {
        var exception = await RefusalOfAsync(new UpdateDomainRequest { AllowNets = ["192.0.2.1", null!] });

        Assert.That(exception.Message, Is.EqualTo("The list 'allow_nets' must not contain null."));
    }

    [Test]
    public void A_null_in_a_list_filter_is_rejected()
    {
        var exception = Assert.Throws<ArgumentException>(() => Client.Domains.ListAsync(new() { Pick = ["code", null!] }));

        Assert.That(exception!.Message, Is.EqualTo("The list 'pick' must not contain null."));
    }

    [Test]
    public async Task A_null_in_a_list_of_objects_is_rejected()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Client.Contacts.CreateAsync("EA12345678", "7", new CreateContactRequest { Emails = [null!] }));

        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public async Task A_null_request_is_rejected()
    {
        var exception = await Assert.ThrowsAsync<ArgumentNullException>(() => Client.Domains.UpdateAsync("D123456789", null!));

        Assert.That(exception!.ParamName, Is.EqualTo("request"));
        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public void A_null_for_a_required_string_or_list_is_rejected()
    {
        Assert.That(Assert.Throws<ArgumentNullException>(() => new CreateDomainRequest(null!, "a"))!.ParamName, Is.EqualTo("name"));
        Assert.That(Assert.Throws<ArgumentNullException>(() => new CreateEmailAliasRequest("info", null!))!.ParamName, Is.EqualTo("destinations"));
    }

    private static Dictionary<string, object?> NestedObjects(int levels) => levels == 1 ? [] : new() { ["x"] = NestedObjects(levels - 1) };

    private static List<object?> Nested(int levels) => levels == 1 ? [] : [Nested(levels - 1)];

    private static async Task<ArgumentException> RefusalOfAsync(UpdateDomainRequest request)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => client.Domains.UpdateAsync("D123456789", request));

        Assert.That(api.Requests, Is.Empty);
        return exception!;
    }

    [Test]
    public async Task An_unpaired_surrogate_is_rejected_wherever_it_is_sent(
        [Values(0xD800, 0xDBFF, 0xDC00, 0xDFFF)] int half,
        [Values("", "a", "😀")] string around)
    {
        // Written into an attribute it would be replaced by the compiler.
        var text = around + (char)half + around;
        using var api = new FakeApi();
        using var client = api.CreateClient();

        foreach (var (name, send) in new (string Name, Func<Task> Send)[]
        {
            ("name", () => client.Domains.CreateAsync(new(text, "Secret-1"))),
            ("postmaster_password", () => client.Domains.CreateAsync(new("example.com", text))),
            ("allow_nets", () => client.Domains.UpdateAsync("D1", new() { AllowNets = [text] })),
            ("x", () => client.Domains.UpdateAsync("D1", new() { AdditionalProperties = { ["x"] = text } })),
            ("x", () => client.Domains.UpdateAsync(
                "D1",
                new() { AdditionalProperties = { ["x"] = new Dictionary<string, object?> { ["x"] = text } } })),
            ("domainCode", () => client.Domains.GetAsync(text)),
            ("jsonBody", () => client.SendAsync(HttpMethod.Post, "/api/things", $"\"{text}\"")),
        })
        {
            var exception = await Assert.CatchAsync<ArgumentException>(() => send());

            Assert.That(exception!.Message, Does.StartWith($"The value of '{name}' is not valid Unicode"));
        }

        Assert.That(api.Requests, Is.Empty);
    }

    [Test]
    public async Task A_valid_surrogate_pair_is_sent()
    {
        var body = await SentBody.OfAsync(new UpdateDomainRequest { AdditionalProperties = { ["x"] = "😀" } });

        Assert.That((string?)JObject.Parse(body)["x"], Is.EqualTo("😀"));
    }
}
