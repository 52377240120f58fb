using System.Diagnostics;
using System.Globalization;
#if QBOXMAIL
using Qboxmail;

using var client = new QboxmailClient(new QboxmailClientOptions { ApiToken = "benchmark", BaseAddress = new Uri(args[0]) });
var items = (await client.Domains.ListPageAsync(page: 1, pageSize: 200)).Items.Count;
#else
using Qboxmail.Benchmarks.Clients;

using var client = new HttpClient();
var items = (await new SystemTextJsonDomainsApi(client, args[0].TrimEnd('/')).ListAsync(1, 200)).Resources.Count;
#endif

var elapsed = DateTime.Now - Process.GetCurrentProcess().StartTime;
var cpu = Environment.CpuUsage.TotalTime;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{items};{cpu.TotalMilliseconds};{elapsed.TotalMilliseconds}"));
