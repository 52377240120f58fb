using Microsoft.Extensions.Options;

namespace Qboxmail.Tests;

[NonParallelizable]
public class EnvironmentVariableTests
{
    private const string Token = "QBOXMAIL_API_TOKEN";
    private const string Address = "QBOXMAIL_BASE_URL";

    private string? _token;
    private string? _address;

    [SetUp]
    public void Remember()
    {
        _token = Environment.GetEnvironmentVariable(Token);
        _address = Environment.GetEnvironmentVariable(Address);
    }

    [TearDown]
    public void Restore() => Set(_token, _address);

    [TestCase(null)]
    [TestCase("")]
    public void FromEnvironment_creates_a_client_for_the_production_API(string? address)
    {
        Set(FakeApi.Token, address);

        using var client = QboxmailClient.FromEnvironment();

        Assert.That(client.BaseAddress, Is.EqualTo(QboxmailHosts.Production));
    }

    [Test]
    public void FromEnvironment_uses_the_configured_base_address()
    {
        Set(FakeApi.Token, "http://localhost:5000");

        using var client = QboxmailClient.FromEnvironment();

        Assert.That(client.BaseAddress, Is.EqualTo(new Uri("http://localhost:5000")));
    }

    [TestCase(null)]
    [TestCase("")]
    public void FromEnvironment_reports_the_name_of_the_missing_token_variable(string? token)
    {
        Set(token, null);

        var exception = Assert.Throws<OptionsValidationException>(() => QboxmailClient.FromEnvironment());

        Assert.That(
            exception!.Message,
            Is.EqualTo("The environment variable QBOXMAIL_API_TOKEN is not set. Set it to the API token of a Qboxmail user."));
    }

    [TestCase("sandbox.qboxmail.com")]
    [TestCase("not an address")]
    [TestCase("/sandbox")]
    public void FromEnvironment_rejects_an_invalid_address_instead_of_using_production(string address)
    {
        Set(FakeApi.Token, address);

        var exception = Assert.Throws<OptionsValidationException>(() => QboxmailClient.FromEnvironment());

        Assert.That(
            exception!.Message, Is.EqualTo("BaseAddress must be an absolute URI with the scheme https or http, such as https://api.qboxmail.com/."));
    }

    [Test]
    public void FromEnvironment_rejects_a_token_with_a_line_break_without_revealing_it()
    {
        Set("hunter2\n", null);

        var exception = Assert.Throws<OptionsValidationException>(() => QboxmailClient.FromEnvironment());

        Assert.That(exception!.ToString(), Does.Contain("ApiToken contains white space").And.Not.Contain("hunter2"));
    }

    private static void Set(string? token, string? address)
    {
        Environment.SetEnvironmentVariable(Token, token);
        Environment.SetEnvironmentVariable(Address, address);
    }
}
