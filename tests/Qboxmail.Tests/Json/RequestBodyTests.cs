using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Qboxmail.Tests;

public class RequestBodyTests : ApiTests
{
    [Test]
    public async Task A_null_property_is_omitted_from_the_request_body()
    {
        Assert.That(await SentBody.OfAsync(new UpdateDomainRequest()), Is.EqualTo("{}"));
        Assert.That(
            await SentBody.OfAsync(new UpdateDomainRequest { Chat = false, Dav = null, MaxEmailAccounts = -1 }),
            Is.EqualTo("""{"chat":false,"max_email_accounts":-1}"""));
    }

    [Test]
    public async Task An_empty_string_or_list_is_sent()
    {
        var body = await SentBody.OfAsync(new UpdateDomainRequest { CatchAllDestination = "", AllowNets = [] });

        Assert.That(body, Is.EqualTo("""{"catch_all_destination":"","allow_nets":[]}"""));
    }

    [Test]
    public async Task Null_in_place_of_additional_properties_means_none()
    {
        var request = new UpdateDomainRequest { Chat = true, AdditionalProperties = null! };

        Assert.That(request.AdditionalProperties, Is.Empty);
        Assert.That(await SentBody.OfAsync(request), Is.EqualTo("""{"chat":true}"""));
    }

    [Test]
    public async Task Null_is_sent_through_AdditionalProperties()
    {
        var body = await SentBody.OfAsync(new UpdateDomainRequest { Chat = true, AdditionalProperties = { ["catch_all_destination"] = null } });

        Assert.That(body, Is.EqualTo("""{"chat":true,"catch_all_destination":null}"""));
    }

    [Test]
    public async Task Lists_and_objects_are_nested_in_the_request_body()
    {
        var body = await SentBody.OfAsync(new CreateContactRequest
        {
            GivenName = "Giulia",
            Emails =
            [
                new() { Value = "giulia@example.com", Type = ContactDetailType.Work }, new() { AdditionalProperties = { ["value"] = null } },
            ],
            PhoneNumbers = [],
            Addresses = [new() { City = "Firenze", AdditionalProperties = { ["floor"] = 2 } }],
            AdditionalProperties = { ["birthday"] = "1990-04-16" },
        });

        Assert.That(
            body,
            Is.EqualTo(
                """{"given_name":"Giulia","phone_numbers":[],"emails":[{"value":"giulia@example.com","type":"work"},{"value":null}]"""
                + ""","addresses":[{"city":"Firenze","floor":2}],"birthday":"1990-04-16"}"""));
    }

    [Test]
    public async Task A_field_name_may_occur_at_several_levels_of_a_request_body()
    {
        var body = await SentBody.OfAsync(
            new CreateContactRequest { Emails = [new() { Value = "a@example.com" }], AdditionalProperties = { ["value"] = 1 } });

        Assert.That(body, Is.EqualTo("""{"emails":[{"value":"a@example.com"}],"value":1}"""));
    }

    [Test]
    public async Task Large_numbers_are_sent_without_loss()
    {
        var body = await SentBody.OfAsync(
            new UpdateDomainRequest { DefaultQuota = long.MaxValue, MaxEmailAccounts = long.MinValue, AntispamLevel = int.MinValue });

        Assert.That(
            body,
            Is.EqualTo("""{"default_quota":9223372036854775807,"antispam_level":-2147483648,"max_email_accounts":-9223372036854775808}"""));
    }

    [TestCase("en-US")]
    [TestCase("ar-SA")]
    [TestCase("th-TH")]
    public async Task Dates_are_sent_as_ISO_8601_regardless_of_the_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        try
        {
            var body = await SentBody.OfAsync(new UpdateEmailAccountRequest
            {
                AutoresponderStartDate = new DateTime(2026, 8, 3),
                AutoresponderEndDate = new DateTime(2026, 12, 31, 23, 59, 59, DateTimeKind.Local),
            });

            Assert.That(body, Is.EqualTo("""{"autoresponder_start_date":"2026-08-03","autoresponder_end_date":"2026-12-31"}"""));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public async Task Timestamps_are_sent_with_their_offset()
    {
        var body = await SentBody.OfAsync(new CreateMigrationRequest("a.csv", "YQ==", "imap")
        {
            FirstExecutionDate = new DateTimeOffset(2026, 4, 16, 9, 12, 33, TimeSpan.Zero),
            SecondExecutionDate = new DateTimeOffset(2026, 4, 17, 9, 12, 33, 250, TimeSpan.FromHours(2)),
        });

        Assert.That(body, Does.Contain("""
            "first_execution_date":"2026-04-16T09:12:33+00:00","second_execution_date":"2026-04-17T09:12:33.25+02:00"
            """));
    }

    [Test]
    public async Task Known_and_unknown_enum_values_are_sent_as_strings()
    {
        var body = await SentBody.OfAsync(new CreateContactRequest
        {
            PhoneNumbers = [new() { Type = ContactPhoneNumberType.HomeFax }, new() { Type = "telex" }, new() { Type = null }],
        });

        Assert.That(body, Is.EqualTo("""{"phone_numbers":[{"type":"home fax"},{"type":"telex"},{}]}"""));
    }

    [Test]
    public void Random_strings_are_sent_unchanged()
    {
        var property = Prop.ForAll<NonNull<string>>(text =>
        {
            var given = WithoutLoneSurrogates(text.Get);
            var body = SentBody.OfAsync(new UpdateDomainRequest { CatchAllDestination = given }).GetAwaiter().GetResult();

            return (string?)JsonNode.Parse(body)!["catch_all_destination"] == given;
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260416, 1));
    }

    [Test]
    public async Task Request_bodies_are_UTF_8_without_a_byte_order_mark()
    {
        var bytes = Array.Empty<byte>();
        Api.Expect(HttpMethod.Put, "/api/domains/D123456789", request =>
        {
            bytes = request.Content!.ReadAsByteArrayAsync().GetAwaiter().GetResult();
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });

        await Client.Domains.UpdateAsync("D123456789", new UpdateDomainRequest { CatchAllDestination = "però 名前" });

        Assert.That(bytes, Is.EqualTo("{\"catch_all_destination\":\"però 名前\"}"u8.ToArray()));
        Api.Verify();
    }

    [Test]
    public async Task A_request_changed_during_the_call_is_retried_with_its_original_body()
    {
        var request = new UpdateDomainRequest { Chat = true };
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Put, "/api/domains/D123456789", _ =>
            {
                request.Chat = false;
                request.AdditionalProperties["late"] = 1;
                return new HttpResponseMessage((HttpStatusCode)429) { Headers = { { "Retry-After", "0" } } };
            })
            .Expect(HttpMethod.Put, "/api/domains/D123456789", HttpStatusCode.NoContent, null);

        await Client.Domains.UpdateAsync("D123456789", request);

        Assert.That(Api.Requests.Select(sent => sent.Body), Is.All.EqualTo("""{"chat":true}"""));
        Api.Verify();
    }

    [Test]
    public async Task A_request_object_can_be_sent_repeatedly()
    {
        var request = new UpdateDomainRequest { Chat = true, AdditionalProperties = { ["x"] = 1 } };

        Assert.That(await SentBody.OfAsync(request), Is.EqualTo(await SentBody.OfAsync(request)));
    }

    private static string WithoutLoneSurrogates(string text) => new([.. text.Where(character => !char.IsSurrogate(character))]);
}
