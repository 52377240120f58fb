using System.Text;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.RequestLog;

namespace Qboxmail.Emulator.Tests;

/// <summary>Secrets are masked in every body, even in one that is not valid.</summary>
public class SecretMaskTests
{
    private const string Secret = "Correct-horse-7";

    private static IEnumerable<string> Bodies =>
    [
        $$"""{"password":"{{Secret}}"}""",
        $$"""{"list":[{"deep":{"password":"{{Secret}}","name":"x"} }]}""",
        $$"""{"pass\u0077ord":"{{Secret}}"}""",
        $$"""{"password":["{{Secret}}",{"a":"{{Secret}}" } ]}""",
        $$"""{"password":"x","password":"{{Secret}}"}""",
        $$"""{"csv_file_content":"a;{{Secret}}"}""",
        $$"""{"new_password":"{{Secret}}","api_token":"{{Secret}}"}""",
        $$"""{"password":"{{Secret}}""",
        $$"""{"pass\u0077ord":"{{Secret}}""",
        $$"""{'password': '{{Secret}}'}""",
        $"password={Secret}&name=x",
        $"name: x\npassword: {Secret}",
        $$"""{"password":"{{Secret}}","bad":"\ud800"}""",
        $$"""{"Password":"{{Secret}}"}""",
        $$"""[{"password2_confirmation":"{{Secret}}"}]""",
    ];

    [TestCaseSource(nameof(Bodies))]
    public void A_body_is_shown_without_its_secrets(string body)
    {
        var shown = SecretMask.Body(Encoding.UTF8.GetBytes(body), token: null);

        Assert.That(shown, Does.Not.Contain("horse").And.Contain(SecretMask.Mask));
    }

    [Test]
    public void Every_password_of_the_document_is_masked()
    {
        Assert.That(OpenApiFile.SecretFields, Does.Contain("csv_file_content").And.Contain("password2"));

        foreach (var name in OpenApiFile.SecretFields)
        {
            Assert.That(SecretMask.Body(Encoding.UTF8.GetBytes($$"""{"{{name}}":"{{Secret}}"}"""), null), Is.EqualTo($$"""{"{{name}}":"***"}"""));
        }
    }

    [Test]
    public void The_token_is_masked_wherever_it_is()
    {
        const string token = "emulator-token";

        Assert.That(SecretMask.Body("""{"name":"emulator-token"}"""u8, token), Is.EqualTo("""{"name":"***"}"""));
        Assert.That(SecretMask.Target("/api/domains/emulator-token?x=emulator-token", token), Is.EqualTo("/api/domains/***?x=***"));
        Assert.That(SecretMask.Target("/api/domains?api_token=abc&page=2", "abc"), Is.EqualTo("/api/domains?api_token=***&page=2"));
        Assert.That(SecretMask.Token(token), Is.EqualTo("emul***"));
        Assert.That(SecretMask.Token("ab"), Is.EqualTo("a***"));
    }

    [Test]
    public void Other_values_are_shown_as_they_are() =>
        Assert.That(
            SecretMask.Body("""{"a":"Città <b>","n":12345678901234567890.5,"t":true,"z":null,"token_preview":"qb_1..."}"""u8, null),
            Is.EqualTo("""{"a":"Città <b>","n":12345678901234567890.5,"t":true,"z":null,"token_preview":"qb_1..."}"""));
}
