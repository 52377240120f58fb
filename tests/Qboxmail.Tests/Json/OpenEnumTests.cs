using System.Reflection;
using System.Text;
using Qboxmail.Json;

namespace Qboxmail.Tests;

public class OpenEnumTests : ApiTests
{
    private static IEnumerable<Type> All => typeof(DomainStatus).Assembly.GetExportedTypes().Where(type => typeof(IOpenEnum).IsAssignableFrom(type));

    [Test]
    public void Are_equal_when_their_texts_are_letter_by_letter()
    {
        Assert.That(new DomainStatus("enabled"), Is.EqualTo(DomainStatus.Enabled));
        Assert.That(new DomainStatus("enabled") == DomainStatus.Enabled, Is.True);
        Assert.That(new DomainStatus("enabled") != DomainStatus.Enabled, Is.False);
        Assert.That(new DomainStatus("Enabled") == DomainStatus.Enabled, Is.False);
        Assert.That(new DomainStatus("enabled ") != DomainStatus.Enabled, Is.True);
        Assert.That(DomainStatus.Enabled == DomainStatus.Disabled, Is.False);
    }

    [Test]
    public void Are_not_equal_to_a_text_or_another_enumeration()
    {
        Assert.That(DomainStatus.Enabled.Equals((object)"enabled"), Is.False);
        Assert.That(DomainStatus.Enabled.Equals((object)ActivationStatus.Enabled), Is.False);
        Assert.That(DomainStatus.Enabled.Equals((object?)null), Is.False);
    }

    [Test]
    public async Task Can_be_compared_with_texts_and_with_null_where_they_may_be_missing()
    {
        var domain = await DomainResponse.ReadAsync("""{"code": "D123456789", "status": "enabled"}""");

        Assert.That(domain.Status == "enabled", Is.True);
        Assert.That(domain.Status != "frozen", Is.True);
        Assert.That(domain.Status == null, Is.False);
        Assert.That(domain.StatusDetail == null, Is.True);
        Assert.That(domain.StatusDetail == "ok", Is.False);
    }

    [Test]
    public void Can_be_keys()
    {
        var counts = new Dictionary<DomainStatus, int> { [DomainStatus.Enabled] = 1, [default] = 2 };

        Assert.That(counts["enabled"], Is.EqualTo(1));
        Assert.That(counts[""], Is.EqualTo(2));
        Assert.That(counts, Does.Not.ContainKey(new DomainStatus("ENABLED")));
    }

    [Test]
    public void Say_which_values_they_know()
    {
        Assert.That(DomainStatus.OwnershipCheck.IsKnown, Is.True);
        Assert.That(new DomainStatus("ownership_check").IsKnown, Is.True);
        Assert.That(new DomainStatus("frozen").IsKnown, Is.False);
        Assert.That(new DomainStatus("Enabled").IsKnown, Is.False);
        Assert.That(default(DomainStatus).IsKnown, Is.False);
    }

    [Test]
    public void Come_from_texts_without_a_cast()
    {
        DomainStatus status = "frozen";
        DomainStatus? perhaps = "enabled";

        Assert.That(status.Value, Is.EqualTo("frozen"));
        Assert.That(perhaps, Is.EqualTo(DomainStatus.Enabled));
    }

    [Test]
    public void Do_not_come_from_null_which_would_be_sent_as_an_empty_text()
    {
        Assert.Throws<ArgumentNullException>(() => _ = new DomainStatus(null!));
        Assert.Throws<ArgumentNullException>(() =>
        {
            DomainStatus status = (string)null!;
            _ = status;
        });
    }

    [Test]
    public void Show_their_text()
    {
        Assert.That(DomainStatus.OwnershipCheck.ToString(), Is.EqualTo("ownership_check"));
        Assert.That($"{new DomainStatus("frozen")}", Is.EqualTo("frozen"));
        Assert.That(default(DomainStatus).ToString(), Is.Empty);
        Assert.That(default(DomainStatus).Value, Is.Empty);
    }

    [TestCase("enabled", "works")]
    [TestCase("ownership_check", "waits")]
    [TestCase("frozen", "unknown")]
    public void Can_stand_in_a_switch(string text, string meaning)
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
    public async Task Keep_an_unknown_text_that_is_answered(string text)
    {
        var domain = await DomainResponse.ReadAsync($$"""{"code": "D123456789", "status": "{{text}}"}""");

        Assert.That(domain.Status!.Value.Value, Is.EqualTo(text));
        Assert.That(domain.Status.Value.IsKnown, Is.False);
        Assert.That(domain.AdditionalProperties, Is.Empty);
    }

    [Test]
    public async Task Send_an_unknown_text_as_it_was_answered()
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
    public void Have_a_property_and_a_constant_for_each_known_value(Type type)
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
    public void Hold_a_known_an_unknown_and_no_value_alike(Type type)
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
