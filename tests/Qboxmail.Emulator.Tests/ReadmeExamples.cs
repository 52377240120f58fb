using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Qboxmail.Emulator.Tests;

/// <summary>Each example of the README, between comments, run against the emulator.</summary>
[NonParallelizable]
public partial class ReadmeExamples
{
    private readonly string _password = Emulated.Password;
    private Emulated _api = null!;
    private QboxmailClient qboxmail = null!;
    private string domainCode = null!;
    private string mailboxCode = null!;

    [SetUp]
    public async Task Start()
    {
        _api = await Emulated.StartAsync();
        qboxmail = _api.Client;
    }

    [TearDown]
    public ValueTask Stop() => _api.DisposeAsync();

    private async Task CreateAsync()
    {
        domainCode = await _api.CreateActiveDomainAsync();
        await qboxmail.Domains.CheckDnsAsync(domainCode);
        mailboxCode = (await _api.CreateMailboxAsync(domainCode)).ResourceCode;
    }
}
