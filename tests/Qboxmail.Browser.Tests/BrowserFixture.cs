using PuppeteerSharp;
using Qboxmail.Emulator;

namespace Qboxmail.Browser.Tests;

/// <summary>Tests with an emulator and its page in Chromium. A console message or a request to another host fails the test.</summary>
public abstract class BrowserFixture
{
    private readonly List<string> _messages = [];
    private IBrowser _browser = null!;

    protected const string Password = "Correct-horse-7";

    protected QboxmailEmulator Emulator { get; private set; } = null!;

    protected QboxmailClient Client { get; private set; } = null!;

    protected IPage Page { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartBrowserAsync() => _browser = await Puppeteer.LaunchAsync(new LaunchOptions
    {
        ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
        Args = ["--no-sandbox", "--no-proxy-server"],
    });

    [OneTimeTearDown]
    public Task StopBrowserAsync() => _browser.CloseAsync();

    [SetUp]
    public async Task OpenAsync()
    {
        Emulator = await QboxmailEmulator.StartAsync();
        Client = new QboxmailClient(new QboxmailClientOptions { ApiToken = Emulator.Token, BaseAddress = Emulator.Address, MaxRetries = 0 });
        Page = await _browser.NewPageAsync();
        _messages.Clear();
        Page.Console += (_, message) => Report($"console: {message.Message.Text}");
        Page.PageError += (_, error) => Report($"error: {error.Message}");
        Page.Request += (_, request) =>
        {
            if (!request.Request.Url.StartsWith(Emulator.Address.AbsoluteUri, StringComparison.Ordinal))
            {
                Report($"request: {request.Request.Url}");
            }
        };
        await OpenAsync("");
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await Page.CloseAsync();
        Client.Dispose();
        await Emulator.DisposeAsync();
        Assert.That(_messages, Is.Empty);
    }

    protected async Task OpenAsync(string path)
    {
        await Page.GoToAsync(new Uri(Emulator.Address, path).AbsoluteUri);
        await WaitForTextAsync("#counts", path.Length == 0 ? "Domains" : "Mailboxes");
    }

    /// <summary>Waits until an element contains a text.</summary>
    protected Task WaitForTextAsync(string selector, string text) => Page.WaitForFunctionAsync(
        "(selector, text) => document.querySelector(selector)?.innerText.includes(text)", selector, text);

    protected async Task FillAsync(string selector, string text)
    {
        await Page.EvaluateFunctionAsync("selector => { document.querySelector(selector).value = ''; }", selector);
        await Page.TypeAsync(selector, text);
    }

    /// <summary>Gets the value of a field.</summary>
    protected Task<string> ValueAsync(string selector) =>
        Page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).value", selector);

    protected Task<string> TextAsync(string selector) =>
        Page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).innerText", selector);

    protected Task CreateDomainAsync(string name) => Client.Domains.CreateAsync(new CreateDomainRequest(name, Password));

    /// <summary>Allows the message that Chromium writes for a failed request of the page.</summary>
    protected void AllowMessage(string text)
    {
        lock (_messages)
        {
            _messages.RemoveAll(message => message.Contains(text, StringComparison.Ordinal));
        }
    }

    private void Report(string message)
    {
        lock (_messages)
        {
            _messages.Add(message);
        }
    }
}
