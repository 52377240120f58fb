using System.Net;
using System.Text;

namespace Qboxmail.Tests;

/// <summary>The file name of a download is safe to use in a folder on any system.</summary>
public class FileNameTests : ApiTests
{
    [TestCase("NUL", "_NUL")]
    [TestCase("nul.tar.gz", "_nul.tar.gz")]
    [TestCase("CON.csv", "_CON.csv")]
    [TestCase("com1.csv", "_com1.csv")]
    [TestCase("LPT9 .csv", "_LPT9 .csv")]
    [TestCase("conin$", "_conin$")]
    [TestCase("console.csv", "console.csv")]
    [TestCase("com10.csv", "com10.csv")]
    [TestCase(" .hidden. ", "hidden")]
    [TestCase("a/NUL", "_NUL")]
    [TestCase("a*b?.csv", "a_b_.csv")]
    public async Task A_file_name_that_is_invalid_on_Windows_is_changed(string name, string expected)
    {
        Assert.That(await NameOfAsync($"attachment; filename=\"{name}\""), Is.EqualTo(expected));
    }

    [TestCase("com%C2%B9.csv", "_com\u00B9.csv")]
    [TestCase("a%E2%80%AEvsc.exe", "a_vsc.exe")]
    [TestCase("a%E2%80%8Fb%E2%81%A6.csv", "a_b_.csv")]
    [TestCase("a%E2%80%A8b%C2%85.csv", "a_b_.csv")]
    [TestCase("a%E2%80%A9b.csv", "a_b.csv")]
    [TestCase("citt%C3%A0.csv", "città.csv")]
    [TestCase("a%F3%A0%81%81b.csv", "a__b.csv")]
    [TestCase("%F3%A0%81%81b.csv", "__b.csv")]
    [TestCase("%F0%9F%98%80.csv", "\U0001F600.csv")]
    public async Task An_encoded_file_name_contains_no_invisible_characters(string encoded, string expected)
    {
        Assert.That(await NameOfAsync($"attachment; filename*=UTF-8''{encoded}"), Is.EqualTo(expected));
    }

    [TestCase("a%E3%85%A4b%E1%85%9F.csv", "a_b_.csv")]
    public async Task An_encoded_file_name_contains_no_letters_without_a_shape(string encoded, string expected)
    {
        Assert.That(await NameOfAsync($"attachment; filename*=UTF-8''{encoded}"), Is.EqualTo(expected));
    }

    [TestCase("attachment; filename=my file.csv", "my file.csv")]
    [TestCase("attachment; filename=a.csv;", "a.csv")]
    [TestCase("attachment; FILENAME = \"a b.csv\" ;", "a b.csv")]
    [TestCase("attachment; filename=../NUL;", "_NUL")]
    [TestCase("filename=a.csv", "a.csv")]
    [TestCase("attachment; name=a.csv;", null)]
    [TestCase("attachment; filename=\"a.csv\"; filename*=UTF-8''b.csv", "b.csv")]
    [TestCase("attachment; filename=\"a.csv\"; filename*=UTF-8''", "a.csv")]
    [TestCase("attachment; filename=\"a\\\"b.csv\"", "a_b.csv")]
    public async Task A_file_name_is_found_in_each_form_that_servers_write(string header, string? expected)
    {
        Assert.That(await NameOfAsync(header), Is.EqualTo(expected));
    }

    [TestCase(70, 62)]
    [TestCase(64, 62)]
    public async Task A_shortened_name_ends_in_a_whole_character(int characters, int kept)
    {
        var stem = string.Concat(Enumerable.Repeat("%F0%9F%98%80", characters));

        var name = await NameOfAsync($"attachment; filename*=UTF-8''{stem}.csv");

        Assert.That(name, Is.EqualTo(string.Concat(Enumerable.Repeat("\U0001F600", kept)) + ".csv"));
    }

    [Test]
    public async Task A_shortened_name_does_not_end_in_a_dot_or_a_space()
    {
        var name = await NameOfAsync($"attachment; filename=\"{new string('x', 253)}. {new string('y', 20)}\"");

        Assert.That(name, Is.EqualTo(new string('x', 253)));
    }

    [TestCase(255, 0, 251)]
    [TestCase(300, 0, 251)]
    [TestCase(0, 200, 125)]
    public async Task A_name_that_no_file_system_accepts_is_shortened_before_its_extension(int ascii, int accented, int kept)
    {
        var stem = new string('x', ascii) + string.Concat(Enumerable.Repeat("%C3%A0", accented));

        var name = await NameOfAsync($"attachment; filename*=UTF-8''{stem}.csv");

        Assert.That(name, Is.EqualTo(new string(ascii > 0 ? 'x' : 'à', kept) + ".csv"));
    }

    [Test]
    public async Task A_name_without_a_usable_extension_is_shortened()
    {
        Assert.That(await NameOfAsync($"attachment; filename={new string('x', 251)}.csv"), Has.Length.EqualTo(255));
        Assert.That(await NameOfAsync($"attachment; filename={new string('x', 300)}"), Is.EqualTo(new string('x', 255)));
        Assert.That(await NameOfAsync($"attachment; filename=x.{new string('y', 300)}"), Is.EqualTo("x." + new string('y', 253)));
    }

    [TestCase(15, true)]
    [TestCase(16, false)]
    public async Task A_shortened_name_keeps_an_extension_of_up_to_15_characters(int length, bool isKept)
    {
        var extension = "." + new string('y', length);

        var name = await NameOfAsync($"attachment; filename={new string('x', 300)}{extension}");

        Assert.That(name, Has.Length.EqualTo(255).And.EndsWith(isKept ? extension : "x"));
    }

    [Test]
    public async Task A_UTF_8_file_name_is_decoded()
    {
        // The handler reads headers as ISO 8859-1.
        var header = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("attachment; filename=\"città.csv\""));

        Assert.That(await NameOfAsync(header), Is.EqualTo("città.csv"));
    }

    [TestCase("città.csv")]
    [TestCase("file-Ж.csv")]
    public async Task A_file_name_that_is_not_UTF_8_is_kept(string name)
    {
        Assert.That(await NameOfAsync($"attachment; filename=\"{name}\""), Is.EqualTo(name));
    }

    [TestCase("[]", "application/json")]
    [TestCase("""{"message": "Not ready"}""", "application/json")]
    [TestCase("""{"message": "Not ready"}""", "text/html")]
    [TestCase("<title>Login</title>", "application/json")]
    [TestCase("<title>Login</title>", "text/html; charset=utf-8")]
    public async Task A_success_response_that_is_not_a_file_is_unexpected(string body, string type)
    {
        Api.Expect(HttpMethod.Get, ApiRoute.Path("Reports_Download", "R1"), _ => FakeApi.Response(
            HttpStatusCode.OK, new StreamContent(new BodyStream(body)), ("Content-Type", type)));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Reports.DownloadAsync("R1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.Message, Does.EndWith(" instead of a file."));
    }

    [Test]
    public async Task A_file_served_as_text_html_is_returned()
    {
        Api.Expect(HttpMethod.Get, ApiRoute.Path("Reports_Download", "R1"), _ => FakeApi.Response(
            HttpStatusCode.OK, new StringContent("code;name\n", Encoding.UTF8, "text/html")));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(download.Content.CanWrite, Is.False);
        Assert.That(await new StreamReader(download.Content).ReadToEndAsync(), Is.EqualTo("code;name\n"));
    }

    private static async Task<string?> NameOfAsync(string disposition)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Get, ApiRoute.Path("Reports_Download", "R1"), _ => FakeApi.Response(
            HttpStatusCode.OK, new StringContent("x"), ("Content-Disposition", disposition)));

        using var download = await client.Reports.DownloadAsync("R1");
        return download.FileName;
    }
}
