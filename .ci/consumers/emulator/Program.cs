using Qboxmail;
using Qboxmail.Emulator;

// Uses both packages in one program, as the tests of an application do.
await using var emulator = await QboxmailEmulator.StartAsync(new QboxmailEmulatorOptions { Seed = """{"domains": [{"name": "example.com"}]}""" });
using var qboxmail = new QboxmailClient(new QboxmailClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address });

await foreach (var domain in qboxmail.Domains.ListAsync())
{
    Console.WriteLine($"{domain.Code} {domain.Name} {domain.Status}");
}
