using System.Reflection;
using System.Text;
using Qboxmail.Json;

namespace Qboxmail.Tests;

public class OpenEnumTests : ApiTests
{
    private static IEnumerable<Type> All => typeof(DomainStatus).Assembly.GetExportedTypes().Where(type => typeof(IOpenEnum).IsAssignableFrom(type));

    [Test]
    public void Open_enum_values_are_equal_when_their_strings_match_exactly()
    {
        Assert.That(new DomainStatus("enabled"), Is.EqualTo(DomainStatus.Enabled));
        Assert.That(new DomainStatus("enabled") == DomainStatus.Enabled, Is.True);
        Assert.That(new DomainStatus("enabled") != DomainStatus.Enabled, Is.False);
        Assert.That(new DomainStatus("Enabled") == DomainStatus.Enabled, Is.False);
        Assert.That(new DomainStatus("enabled ") != DomainStatus.Enabled, Is.True);
        Assert.That(DomainStatus.Enabled == DomainStatus.Disabled, Is.False);
    }

    [Test]
    public void An_open_enum_value_does_not_equal_a_string_or_a_value_of_another_enum()
    {
        Assert.That(DomainStatus.Enabled.Equals((object)"enabled"), Is.False);
        Assert.That(DomainStatus.Enabled.Equals((object)ActivationStatus.Enabled), Is.False);
        Assert.That(DomainStatus.Enabled.Equals((object?)null), Is.False);
    }

    [Test]
    public async Task A_nullable_open_enum_is_comparable_with_strings_and_null()
    {
        var domain = await DomainResponse.ReadAsync("""{"code": "D123456789", "status": "enabled"}""");

        Assert.That(domain.Status == "enabled", Is.True);
        Assert.That(domain.Status != "frozen", Is.True);
        Assert.That(domain.Status == null, Is.False);
        Assert.That(domain.StatusDetail == null, Is.True);
        Assert.That(domain.StatusDetail == "ok", Is.False);
    }

    [Test]
    public void Open_enum_values_can_be_dictionary_keys()
    {
        var counts = new Dictionary<DomainStatus, int> { [DomainStatus.Enabled] = 1, [default] = 2 };

        Assert.That(counts["enabled"], Is.EqualTo(1));
        Assert.That(counts[""], Is.EqualTo(2));
        Assert.That(counts, Does.Not.ContainKey(new DomainStatus("ENABLED")));
    }

    [Test]
    public void Open_enum_values_are_sorted_by_their_strings()
    {
        DomainStatus?[] values = [DomainStatus.Enabled, null, "frozen", DomainStatus.Disabled, "Zombie", default(DomainStatus)];

        Assert.That(values.Order(), Is.EqualTo(new DomainStatus?[] { null, default(DomainStatus), "Zombie", "disabled", "enabled", "frozen" }));
    }

    [Test]
    public void IsKnown_is_true_only_for_documented_enum_values()
    {
        Assert.That(DomainStatus.OwnershipCheck.IsKnown, Is.True);
        Assert.That(new DomainStatus("ownership_check").IsKnown, Is.True);
        Assert.That(new DomainStatus("frozen").IsKnown, Is.False);
        Assert.That(new DomainStatus("Enabled").IsKnown, Is.False);
        Assert.That(default(DomainStatus).IsKnown, Is.False);
    }

    [Test]
    public void A_string_converts_implicitly_to_an_open_enum()
    {
        DomainStatus status = "frozen";
        DomainStatus? perhaps = "enabled";

        Assert.That(status.Value, Is.EqualTo("frozen"));
        Assert.That(perhaps, Is.EqualTo(DomainStatus.Enabled));
    }

    [Test]
    public void An_open_enum_cannot_be_created_from_null()
    {
        Assert.Throws<ArgumentNullException>(() => _ = new DomainStatus(null!));
        Assert.Throws<ArgumentNullException>(() =>
        {
            DomainStatus status = (string)null!;
            _ = status;
        });
    }

    [Test]
    public void ToString_of_an_open_enum_returns_its_string()
    {
        Assert.That(DomainStatus.OwnershipCheck.ToString(), Is.EqualTo("ownership_check"));
        Assert.That($"{new DomainStatus("frozen")}", Is.EqualTo("frozen"));
        Assert.That(default(DomainStatus).ToString(), Is.Empty);
        Assert.That(default(DomainStatus).Value, Is.Empty);
    }

    [TestCase("enabled", "works")]
    [TestCase("ownership_check", "waits")]
    [TestCase("frozen", "unknown")]
    public void An_open_enum_can_be_used_in_a_switch(string text, string meaning)
    {
        var status = new DomainStatus(text);

        var found = status.Value switch
        {
            DomainStatus.Values.Enabled => "works",
            DomainStatus.Values.OwnershipCheck => "waits",
            _ => "unknown",
        };

        Assert.That(found, Is.EqualTo(meaning));
    }

    [TestCase("frozen")]
    [TestCase("Enabled")]
    [TestCase(" enabled")]
    [TestCase("")]
    [TestCase("ünbekannt 😀")]
    public async Task An_unknown_enum_value_of_a_response_is_preserved(string text)
    {
        var domain = await DomainResponse.ReadAsync($$"""{"code": "D123456789", "status": "{{text}}"}""");

        Assert.That(domain.Status!.Value.Value, Is.EqualTo(text));
        Assert.That(domain.Status.Value.IsKnown, Is.False);
        Assert.That(domain.AdditionalProperties, Is.Empty);
    }

    [Test]
    public async Task An_unknown_enum_value_is_sent_as_it_was_received()
    {
        Api.Get(
                "/api/addressbooks/EA12345678/7/contacts/314",
                """{"resources": [{"uid": "314", "phone_numbers": [{"type": ["Telex 2", "work"], "value": "1"}]}]}""")
            .Expect(HttpMethod.Post, "/api/addressbooks/EA12345678/7/contacts", System.Net.HttpStatusCode.OK, """{"resource_code": "315"}""");

        var contact = await Client.Contacts.GetAsync("EA12345678", "7", "314");
        var type = contact.PhoneNumbers![0].Type![0];
        await Client.Contacts.CreateAsync("EA12345678", "7", new CreateContactRequest { PhoneNumbers = [new() { Type = type.Value }] });

        Assert.That(Api.Requests[1].Body, Is.EqualTo("""{"phone_numbers":[{"type":"Telex 2"}]}"""));
        Api.Verify();
    }

    [TestCaseSource(nameof(All))]
    public void An_open_enum_has_a_property_and_a_constant_for_every_known_value(Type type)
    {
        var constants = type.GetNestedType("Values")!
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!);
        var properties = type
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(property => property.Name, property => (IOpenEnum)property.GetValue(null)!);

        Assert.That(constants, Is.Not.Empty);
        Assert.That(constants.Values, Is.Unique);
        Assert.That(properties.ToDictionary(property => property.Key, property => property.Value.Value), Is.EqualTo(constants));
        Assert.That(properties.Values.Select(value => type.GetProperty("IsKnown")!.GetValue(value)), Is.All.True);
    }

    [TestCaseSource(nameof(All))]
    public void An_open_enum_is_read_from_known_unknown_and_null_values(Type type)
    {
        var known = (string)type.GetNestedType("Values")!.GetFields()[0].GetRawConstantValue()!;
        var one = Activator.CreateInstance(type, known)!;
        var other = Read(type, $"\"{known}\"");
        var unknown = Read(type, "\"something new\"");

        Assert.That(other, Is.EqualTo(one));
        Assert.That(other!.GetHashCode(), Is.EqualTo(one.GetHashCode()));
        Assert.That(unknown!.ToString(), Is.EqualTo("something new"));
        Assert.That(type.GetProperty("IsKnown")!.GetValue(unknown), Is.False);
        Assert.That(Activator.CreateInstance(type)!.ToString(), Is.Empty);
        Assert.That(Read(type, "null"), Is.Null);
    }

    private static object? Read(Type type, string json) =>
        typeof(OpenEnumTests)
            .GetMethod(nameof(ReadAs), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, [type, json]);

    private static T? ReadAs<T>(Type type, string json)
        where T : struct =>
        JsonResponseReader.Read(
            Encoding.UTF8.GetBytes(json), type.GetMethod("Read", BindingFlags.NonPublic | BindingFlags.Static)!.CreateDelegate<ReadValue<T?>>());

    [Test]
    public void A_type_converter_reads_text_and_nothing_else()
    {
        var converter = System.ComponentModel.TypeDescriptor.GetConverter(typeof(EmailAliasStatus));

        Assert.That((converter.CanConvertFrom(typeof(string)), converter.CanConvertFrom(typeof(int))), Is.EqualTo((true, false)));
        Assert.That(converter.ConvertFrom("unheard-of"), Is.EqualTo((EmailAliasStatus)"unheard-of"));
        Assert.That(() => converter.ConvertFrom(5), Throws.TypeOf<NotSupportedException>());
    }
}
