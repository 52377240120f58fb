using System.Text;
using System.Text.Json;

namespace Qboxmail.Emulator.Tests;

/// <summary>FindByNameAsync and FindByAddressAsync against an emulator whose first page of each search has only similar names.</summary>
[Parallelizable]
public class LookupTests
{
    private const int PageSize = 200;

    private EmulatorHarness _api = null!;
    private string _domainCode = null!;

    private DomainsClient Domains => _api.Client.Domains;

    [OneTimeSetUp]
    public async Task StartEmulatorAsync()
    {
        // A search matches the text anywhere in a name, and lists keep the order of creation.
        var similar = Enumerable.Range(0, PageSize + 5).Select(number => $"x{number}-").ToList();
        string[] names = ["example.com", "xn--bcher-kva.example"];
        var domains = similar.SelectMany(prefix => names.Select(name => Named(prefix + name))).Append(Named(names[1])).Append(new()
        {
            ["name"] = names[0],
            ["email_accounts"] = similar.Append("").Select(prefix => new { name = $"{prefix}mario", firstname = "Mario" }),
            ["email_aliases"] = similar.Append("").Select(prefix => new { name = $"{prefix}info", destinations = new[] { "mario@example.com" } }),
            ["domain_aliases"] = similar.Append("").Select(prefix => new { name = $"{prefix}xn--mnchen-3ya.example" }),
        });
        var seed = new { domains, delivery_domains = similar.Append("").SelectMany(prefix => names.Select(name => Named(prefix + name))) };

        _api = await EmulatorHarness.StartAsync(options =>
        {
            options.AllowInferred = true;
            options.Seed = JsonSerializer.Serialize(seed);
        });
        _domainCode = (await Domains.ListAsync().LastAsync()).Code;
    }

    [OneTimeTearDown]
    public async Task StopEmulatorAsync() => await _api.DisposeAsync();

    [TestCase("example.com", "example.com")]
    [TestCase("EXAMPLE.Com.", "example.com")]
    [TestCase("example\u3002com", "example.com")]
    [TestCase("bücher.example", "xn--bcher-kva.example")]
    [TestCase("BÜCHER.Example.", "xn--bcher-kva.example")]
    [TestCase("XN--BCHER-KVA.EXAMPLE", "xn--bcher-kva.example")]
    public async Task A_domain_and_a_Delivery_domain_are_found_behind_a_page_of_similar_names(string name, string stored)
    {
        Assert.That((await Domains.FindByNameAsync(name))?.Name, Is.EqualTo(stored));
        Assert.That((await _api.Client.Delivery.Domains.FindByNameAsync(name))?.Name, Is.EqualTo(stored));
    }

    [Test]
    public async Task A_decomposed_name_is_found_unless_globalization_is_invariant()
    {
        const string name = "bu\u0308cher.example";

        if ("u\u0308".Normalize(NormalizationForm.FormC) == "\u00FC")
        {
            Assert.That((await Domains.FindByNameAsync(name))?.Name, Is.EqualTo("xn--bcher-kva.example"));
        }
        else
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Domains.FindByNameAsync(name));
        }
    }

    [TestCase("münchen.example")]
    [TestCase("MÜNCHEN.example.")]
    [TestCase("xn--mnchen-3ya.example")]
    public async Task A_domain_alias_is_found_behind_a_page_of_similar_names(string name) =>
        Assert.That((await _api.Client.DomainAliases.FindByNameAsync(_domainCode, name))?.Name, Is.EqualTo("xn--mnchen-3ya.example"));

    [TestCase("mario", "info", "example.com")]
    [TestCase("MARIO", "Info", "Example.COM")]
    [TestCase("Mario", "INFO", "example.com.")]
    public async Task A_mailbox_and_an_alias_are_found_behind_a_page_of_similar_names(string mailbox, string alias, string domain)
    {
        Assert.That((await _api.Client.EmailAccounts.FindByNameAsync(_domainCode, mailbox))?.EmailAddress, Is.EqualTo("mario@example.com"));
        Assert.That((await _api.Client.EmailAliases.FindByNameAsync(_domainCode, alias))?.Name, Is.EqualTo("info"));
        Assert.That((await _api.Client.EmailAccounts.FindByAddressAsync($"{mailbox}@{domain}"))?.EmailAddress, Is.EqualTo("mario@example.com"));
        Assert.That((await _api.Client.EmailAliases.FindByAddressAsync($"{alias}@{domain}"))?.Name, Is.EqualTo("info"));
    }

    [TestCase("ample.com")]
    [TestCase("example.co")]
    [TestCase("www.example.com")]
    [TestCase("absent.example")]
    [TestCase("bucher.example")]
    public async Task A_domain_of_which_only_similar_names_exist_is_null(string name)
    {
        Assert.That(await Domains.FindByNameAsync(name), Is.Null);
        Assert.That(await _api.Client.Delivery.Domains.FindByNameAsync(name), Is.Null);
        Assert.That(await _api.Client.DomainAliases.FindByNameAsync(_domainCode, name), Is.Null);
        Assert.That(await _api.Client.EmailAccounts.FindByAddressAsync($"mario@{name}"), Is.Null);
        Assert.That(await _api.Client.EmailAliases.FindByAddressAsync($"info@{name}"), Is.Null);
    }

    [TestCase("mari")]
    [TestCase("mario.")]
    [TestCase("mario@example.com")]
    [TestCase("absent")]
    public async Task A_mailbox_or_alias_of_which_only_similar_names_exist_is_null(string name)
    {
        Assert.That(await _api.Client.EmailAccounts.FindByNameAsync(_domainCode, name), Is.Null);
        Assert.That(await _api.Client.EmailAliases.FindByNameAsync(_domainCode, name), Is.Null);
        Assert.That(await _api.Client.EmailAccounts.FindByAddressAsync($"{name}@example.com"), Is.Null);
        Assert.That(await _api.Client.EmailAliases.FindByAddressAsync($"{name}@example.com"), Is.Null);
    }

    private static Dictionary<string, object> Named(string name) => new() { ["name"] = name };
}
