using Microsoft.Extensions.Options;

namespace Qboxmail.Tests;

public class ClientOptionsTests : ApiTests
{
    [Test]
    public void QboxmailClientOptions_has_the_documented_defaults()
    {
        var options = new QboxmailClientOptions();

        Assert.That(options.ApiToken, Is.Null);
        Assert.That(options.ApiTokenProvider, Is.Null);
        Assert.That(options.BaseAddress, Is.EqualTo(new Uri("https://api.qboxmail.com/")));
        Assert.That(options.AllowPlainHttp, Is.False);
        Assert.That(options.AttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(options.WriteAttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(100)));
        Assert.That(options.Timeout, Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(options.MaxRetries, Is.EqualTo(3));
        Assert.That(options.MaxResponseSize, Is.EqualTo(67_108_864));
        Assert.That(options.ApplicationId, Is.Null);
        Assert.That(options.TimeProvider, Is.SameAs(TimeProvider.System));
        // The default of each new option belongs here.
        Assert.That(typeof(QboxmailClientOptions).GetProperties(), Has.Length.EqualTo(11));
    }

    [Test]
    public void QboxmailHosts_contains_production_and_sandbox()
    {
        Assert.That(QboxmailHosts.Production, Is.EqualTo(new Uri("https://api.qboxmail.com/")));
        Assert.That(QboxmailHosts.Sandbox, Is.EqualTo(new Uri("https://sandbox.qboxmail.com/")));
    }

    [Test]
    public void A_token_is_enough_to_create_a_client_for_the_production_API()
    {
        using var client = new QboxmailClient(FakeApi.Token);

        Assert.That(client.BaseAddress, Is.EqualTo(QboxmailHosts.Production));
    }

    [Test]
    public void All_invalid_options_are_reported_at_once()
    {
        var options = new QboxmailClientOptions
        {
            ApiToken = "",
            BaseAddress = new("http://user:hunter2@api.example.com/api/?a=1#b"),
            AttemptTimeout = TimeSpan.Zero,
            WriteAttemptTimeout = TimeSpan.FromSeconds(-1),
            Timeout = TimeSpan.FromDays(2),
            MaxRetries = 11,
            MaxResponseSize = 0,
            ApplicationId = "",
            TimeProvider = null!,
        };

        var exception = Assert.Throws<OptionsValidationException>(() => _ = new QboxmailClient(options));

        Assert.That(exception!.OptionsType, Is.EqualTo(typeof(QboxmailClientOptions)));
        Assert.That(exception.OptionsName, Is.EqualTo(Options.DefaultName));
        Assert.That(
            exception.Message.Replace("; ", "\n"),
            Is.EqualTo(
                """
                ApiToken is missing: set ApiToken or ApiTokenProvider.
                BaseAddress must not contain a user name, a query string or a fragment.
                BaseAddress must not end in /api, because the library adds it to every path.
                BaseAddress is http://api.example.com, so the token would be sent unencrypted. Use https, or set AllowPlainHttp.
                AttemptTimeout is 00:00:00, but must be greater than zero and at most one day.
                WriteAttemptTimeout is -00:00:01, but must be greater than zero and at most one day.
                Timeout is 2.00:00:00, but must be greater than zero and at most one day.
                MaxRetries is 11, but must be from 0 to 10.
                MaxResponseSize is 0, but must be from 1024 to 1073741824 bytes.
                ApplicationId must be 1 to 100 printable ASCII characters.
                TimeProvider must not be null.
                """));
    }

    [TestCase(null)]
    [TestCase("")]
    public void A_missing_ApiToken_is_reported(string? token) =>
        Assert.That(Failures(options => options.ApiToken = token), Is.EqualTo(["ApiToken is missing: set ApiToken or ApiTokenProvider."]));

    [TestCase("hunter2\n")]
    [TestCase("hunter2\r\n")]
    [TestCase("\nhunter2")]
    [TestCase("hun ter2")]
    [TestCase(" ")]
    [TestCase("hunter2\t")]
    [TestCase("hunter2\0")]
    [TestCase("hunter2\u007f")]
    [TestCase("hüntèr2")]
    [TestCase("hunter2\ufeff")]
    public void A_token_with_invalid_characters_is_rejected_without_revealing_it(string token)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => _ = new QboxmailClient(token));

        Assert.That(
            exception!.ToString(),
            Does.Contain("ApiToken contains white space or another invalid character: check the source of the token."));
        Assert.That(exception.ToString(), Does.Not.Contain("unter2").And.Not.Contain("ntèr2").And.Not.Contain("hun ter2"));
    }

    [Test]
    public void A_token_may_contain_every_printable_ASCII_character() =>
        Assert.That(Failures(options => options.ApiToken = """!"#$%&'()*+,-./09:;<=>?@AZ[\]^_`az{|}~"""), Is.Empty);

    [TestCase("\"hunter2\"")]
    [TestCase("'hunter2'")]
    [TestCase("\"hunter2")]
    [TestCase("hunter2'")]
    [TestCase("\"")]
    public void A_token_in_quotes_is_rejected_with_a_specific_message(string token) => Assert.That(
        Failures(options => options.ApiToken = token),
        Is.EqualTo(["ApiToken starts or ends with a quotation mark, which an .env file or a shell may have added: remove it."]));

    [Test]
    public void A_token_provider_makes_ApiToken_optional() => Assert.That(
        Failures(options =>
        {
            options.ApiToken = null;
            options.ApiTokenProvider = _ => new("provided");
        }),
        Is.Empty);

    [TestCase(-1, false)]
    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(TimeSpan.TicksPerDay, true)]
    [TestCase(TimeSpan.TicksPerDay + 1, false)]
    public void Timeouts_must_be_greater_than_zero_and_at_most_one_day(long ticks, bool isRight)
    {
        var value = TimeSpan.FromTicks(ticks);

        Assert.That(Failures(options => options.AttemptTimeout = value), Has.Count.EqualTo(isRight ? 0 : 1));
        Assert.That(Failures(options => options.WriteAttemptTimeout = value), Has.Count.EqualTo(isRight ? 0 : 1));
        Assert.That(Failures(options => options.Timeout = value), Has.Count.EqualTo(isRight ? 0 : 1));
    }

    [Test]
    public void An_infinite_timeout_is_rejected() =>
        Assert.That(
            Failures(options => options.Timeout = Timeout.InfiniteTimeSpan),
            Is.EqualTo(["Timeout is -00:00:00.0010000, but must be greater than zero and at most one day."]));

    [TestCase(-1, false)]
    [TestCase(0, true)]
    [TestCase(10, true)]
    [TestCase(11, false)]
    public void MaxRetries_must_be_from_0_to_10(int value, bool isRight) =>
        Assert.That(Failures(options => options.MaxRetries = value), Has.Count.EqualTo(isRight ? 0 : 1));

    [TestCase(int.MinValue, false)]
    [TestCase(1023, false)]
    [TestCase(1024, true)]
    [TestCase(1024 * 1024 * 1024, true)]
    [TestCase(1024 * 1024 * 1024 + 1, false)]
    public void MaxResponseSize_must_be_from_1_KiB_to_1_GiB(int value, bool isRight) =>
        Assert.That(Failures(options => options.MaxResponseSize = value), Has.Count.EqualTo(isRight ? 0 : 1));

    [TestCase("MyPanel/2.1", true)]
    [TestCase("My panel (Linux; x64)", true)]
    [TestCase(" ~", true)]
    [TestCase("\u001f", false)]
    [TestCase("", false)]
    [TestCase("a\nb", false)]
    [TestCase("café", false)]
    public void ApplicationId_must_be_printable_ASCII(string value, bool isRight) =>
        Assert.That(Failures(options => options.ApplicationId = value), Has.Count.EqualTo(isRight ? 0 : 1));

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(100, true)]
    [TestCase(101, false)]
    public void An_application_id_has_1_to_100_characters(int length, bool isRight) =>
        Assert.That(Failures(options => options.ApplicationId = new string('a', length)), Has.Count.EqualTo(isRight ? 0 : 1));

    [Test]
    public async Task Changing_the_options_later_does_not_affect_a_client()
    {
        var options = Api.Options;
        using var client = new QboxmailClient(options, Api.Handler);
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        options.ApiToken = "another";
        options.BaseAddress = null;
        await client.Permissions.ListAsync();

        Assert.That(Api.Requests[0].Message.Headers.GetValues("X-Api-Token"), Is.EqualTo([FakeApi.Token]));
        Api.Verify();
    }

    [Test]
    public void Null_options_throw_ArgumentNullException() =>
        Assert.That(
            () => new QboxmailClient((QboxmailClientOptions)null!),
            Throws.ArgumentNullException.With.Property("ParamName").EqualTo("options"));

    private static IReadOnlyList<string> Failures(Action<QboxmailClientOptions> configure)
    {
        var options = new QboxmailClientOptions { ApiToken = FakeApi.Token };
        configure(options);

        try
        {
            new QboxmailClient(options).Dispose();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }
}
