using Qboxmail;
using Qboxmail.Models;

// Compiles with the packed library on .NET 8, which uses the netstandard2.0 build, and runs as a native program on .NET 10.
using var qboxmail = QboxmailClient.FromEnvironment();

await qboxmail.Domains.CreateAsync(new CreateDomainRequest("example.com", "Correct-horse-7"));

await foreach (var domain in qboxmail.Domains.ListAsync(paging: new PagingOptions { PageSize = 10 }))
{
    Console.WriteLine($"{domain.Code} {domain.Name} {domain.Status} {domain.CreatedAt:O}");
}
