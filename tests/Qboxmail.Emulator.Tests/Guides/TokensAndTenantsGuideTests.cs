using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Qboxmail.Emulator.Tests;

public class TokensAndTenantsGuideTests : GuideFixture
{
    // example
    public interface IVault
    {
        Task<string> GetSecretAsync(string name, CancellationToken cancellationToken);
    }

    public sealed class RotatingToken(IVault vault, TimeProvider time)
    {
        private readonly SemaphoreSlim _gate = new(1, 1);
        private string _token = "";
        private DateTimeOffset _expires;

        public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
        {
            await _gate.WaitAsync(cancellationToken);

            try
            {
                if (time.GetUtcNow() >= _expires)
                {
                    _token = await vault.GetSecretAsync("qboxmail-token", cancellationToken);
                    _expires = time.GetUtcNow().AddMinutes(5);
                }

                return _token;
            }
            finally
            {
                _gate.Release();
            }
        }
    }
    // end

    [Test]
    public async Task A_token_from_a_vault_rotates()
    {
        var services = new ServiceCollection();
        var vault = new FakeVault { Token = Api.Emulator.Token };
        var time = EmulatorHarness.CreateClock();
        services.AddSingleton<IVault>(vault);
        services.AddSingleton<TimeProvider>(time);

        // example
        services.AddSingleton<RotatingToken>();
        services.AddQboxmail(options => options.ApplicationId = "MyPanel/2.1");
        services.AddOptions<QboxmailClientOptions>().Configure<RotatingToken>((options, token) => options.ApiTokenProvider = token.GetAsync);
        // end

        services.Configure<QboxmailClientOptions>(options => options.BaseAddress = Api.Emulator.Address);
        await using var provider = services.BuildServiceProvider();
        var qboxmail = provider.GetRequiredService<QboxmailClient>();
        await qboxmail.Domains.ListPageAsync();

        Api.Emulator.AddToken(new EmulatorToken("next-token"));
        Api.Emulator.RemoveToken(vault.Token);
        vault.Token = "next-token";
        await Assert.ThrowsAsync<QboxmailApiException>(() => qboxmail.Domains.ListPageAsync());
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.That((await qboxmail.Domains.ListPageAsync()).Items, Is.Empty);
        Assert.That(vault.Reads, Is.EqualTo(2));
    }

    [Test]
    public async Task Each_tenant_has_a_token()
    {
        var qboxmail = Api.Client;
        Api.Emulator.AddToken(new EmulatorToken("tenant-token") { CustomerCode = "CUSTOMER2" });
        var tokens = new ConcurrentDictionary<string, string> { ["acme"] = "tenant-token" };

        // example
        QboxmailClient ForTenant(string tenant) => qboxmail.With(call => call.ApiToken = tokens[tenant]);

        await foreach (var domain in ForTenant("acme").Domains.ListAsync())
        {
            Console.WriteLine($"acme: {domain.Name}");
        }
        // end

        await Api.CreateActiveDomainAsync();
        Assert.That(Output, Is.Empty);
        Assert.That((await ForTenant("acme").Domains.ListPageAsync()).Items, Is.Empty);
    }

    [Test]
    public async Task Production_and_sandbox_stand_side_by_side()
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Qboxmail:ApiToken"] = "production-token",
            ["Sandbox:ApiToken"] = "sandbox-token",
            ["Sandbox:BaseAddress"] = "https://sandbox.qboxmail.com",
        }).Build();

        // example
        services.AddQboxmail(configuration.GetSection("Qboxmail"));
        services.AddQboxmail("sandbox", configuration.GetSection("Sandbox"));
        // end

        await using var provider = services.BuildServiceProvider();
        Assert.That(provider.GetRequiredService<QboxmailClient>().BaseAddress, Is.EqualTo(QboxmailHosts.Production));
        Assert.That(provider.GetRequiredKeyedService<QboxmailClient>("sandbox").BaseAddress, Is.EqualTo(QboxmailHosts.Sandbox));
    }

    private sealed class FakeVault : IVault
    {
        public required string Token { get; set; }

        public int Reads { get; private set; }

        public Task<string> GetSecretAsync(string name, CancellationToken cancellationToken)
        {
            Reads++;
            return Task.FromResult(Token);
        }
    }
}
