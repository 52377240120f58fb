using System.Text.Json;
using Deque.AxeCore.Commons;
using PuppeteerSharp;

namespace Qboxmail.Browser.Tests;

/// <summary>The page is accessible and fits, on a desktop and on a phone, light and dark. Screenshots are left in <c>artifacts</c>.</summary>
public class LookTests : BrowserFixture
{
    private static readonly string Screenshots = Path.Combine(Repository.Root, "artifacts", "screenshots");

    [Test]
    public async Task The_page_has_no_accessibility_finding_and_no_sideways_scrolling(
        [Values("", "domain")] string path, [Values(1280, 400)] int width, [Values("light", "dark")] string scheme)
    {
        var code = await FillAsync();
        await Page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
        await Page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
        await OpenAsync(path.Length == 0 ? "" : $"domain?code={code}");

        if (path.Length == 0)
        {
            await WaitForTextAsync("#log", "Domains_List");
            await Page.ClickAsync("#log button");
            await WaitForTextAsync("#exchange-title", "GET");
        }
        else
        {
            await WaitForTextAsync("#rows", "mario");
        }

        Directory.CreateDirectory(Screenshots);
        await Page.ScreenshotAsync(
            Path.Combine(Screenshots, $"{(path.Length == 0 ? "home" : path)}-{width}-{scheme}.png"), new ScreenshotOptions { FullPage = true });

        Assert.That(await FindingsAsync(), Is.Empty);
        Assert.That(await Page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
    }

    private async Task<string> FillAsync()
    {
        Emulator.LoadSeed("""
            {
                "domains": [
                    { "name": "example.com", "email_accounts": [{ "name": "mario.rossi", "firstname": "Mario" }] },
                    { "name": "a-rather-long-domain-name-of-a-customer.example", "proven": false }
                ],
                "delivery_domains": [{ "name": "shop.example" }]
            }
            """);
        var domains = await Client.Domains.ListAsync().ToListAsync();
        await Client.Domains.SendOwnershipEmailAsync(
            domains.Single(domain => domain.Name != "example.com").Code,
            new SendOwnershipEmailRequest("hostmaster@a-rather-long-domain-name-of-a-customer.example"));
        Emulator.Faults.Add(new Emulator.EmulatorFault(Qboxmail.Emulator.EmulatorFaultKind.ServerError) { Operation = "Domains_List", Times = 3 });
        await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.ListPageAsync());
        return domains.Single(domain => domain.Name == "example.com").Code;
    }

    private async Task<IEnumerable<string>> FindingsAsync()
    {
        await Page.EvaluateExpressionAsync(new BundledAxeScriptProvider().GetScript());
        var result = await Page.EvaluateExpressionAsync<JsonElement>("axe.run().then(result => result.violations)");
        return result.EnumerateArray().Select(finding =>
            $"{finding.GetProperty("id")}: {finding.GetProperty("help")} {finding.GetProperty("nodes")[0].GetProperty("html")}");
    }
}
