using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Newtonsoft.Json;
using Qboxmail;

// Runs the host of the application, its JSON library and the client in one process.
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddQboxmail(builder.Configuration.GetSection("Qboxmail"));

using var host = builder.Build();
await host.StartAsync();

await foreach (var domain in host.Services.GetRequiredService<QboxmailClient>().Domains.ListAsync())
{
    Console.WriteLine(JsonConvert.SerializeObject(new { domain.Code, domain.Name, Status = domain.Status?.Value }));
}

await host.StopAsync();
