using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Qboxmail;
using Qboxmail.Models;

// Checks the features that depend on the runtime, against the emulator that QBOXMAIL_BASE_URL and QBOXMAIL_API_TOKEN specify.
const string Password = "Correct-horse-7";
using var control = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("QBOXMAIL_BASE_URL")!) };
using var qboxmail = QboxmailClient.FromEnvironment();
var name = "runtime-" + Guid.NewGuid().ToString("N") + ".example.com";
var domainCode = "";

Console.WriteLine(RuntimeInformation.FrameworkDescription);
await CheckAsync("create", CreateAsync);
await CheckAsync("list", ListAsync);
await CheckAsync("validation", ValidateAsync);
await CheckAsync("wait", WaitAsync);
await CheckAsync("cancel", CancelAsync);
await CheckAsync("429", RateLimitAsync);
await CheckAsync("lost response", LoseResponseAsync);
await CheckAsync("delete", DeleteAsync);

async Task CheckAsync(string title, Func<Task> check)
{
    using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
    var work = check();

    if (await Task.WhenAny(work, Task.Delay(Timeout.Infinite, deadline.Token)) != work)
    {
        throw new TimeoutException($"{title} takes more than a minute.");
    }

    await work;
    Console.WriteLine($"passed: {title}");
}

async Task CreateAsync()
{
    domainCode = (await qboxmail.Domains.CreateAsync(new CreateDomainRequest(name, Password))).ResourceCode;
    Check((await qboxmail.Domains.GetAsync(domainCode)).Name == name, "the domain has another name");
}

async Task ListAsync()
{
    var names = new List<string?>();

    await foreach (var domain in qboxmail.Domains.ListAsync(paging: new PagingOptions { PageSize = 1 }))
    {
        names.Add(domain.Name);
    }

    Check(names.Contains(name), "the list lacks the domain");
}

async Task ValidateAsync()
{
    var exception = await CatchAsync<QboxmailApiException>(() => qboxmail.Domains.CreateAsync(new CreateDomainRequest(name, Password)));
    Check(exception.Reason == QboxmailErrorReason.ValidationFailed && exception.FieldErrors.Count == 1, exception.Message);
}

async Task WaitAsync()
{
    await qboxmail.Domains.VerifyDnsOwnershipAsync(domainCode);
    var domain = await qboxmail.Domains.WaitUntilReadyAsync(domainCode, new WaitOptions { Timeout = TimeSpan.FromSeconds(30) });
    Check(domain.Status == DomainStatus.Enabled, $"the domain is {domain.Status}");
}

async Task CancelAsync()
{
    using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
    var exception = await CatchAsync<OperationCanceledException>(
        () => qboxmail.Domains.WaitUntilAsync(domainCode, _ => WaitVerdict.Pending, cancellationToken: source.Token));
    Check(exception.CancellationToken == source.Token, "the exception has another token");
}

async Task RateLimitAsync()
{
    await AddFaultAsync("""{"kind": "rate_limit", "operation": "Domains_Get", "times": 1, "delay": 1}""");
    Check((await qboxmail.Domains.GetAsync(domainCode)).Code == domainCode, "the retry returns another domain");

    await AddFaultAsync("""{"kind": "rate_limit", "operation": "Domains_Get", "times": 1, "delay": 3600}""");
    var exception = await CatchAsync<QboxmailApiException>(() => qboxmail.Domains.GetAsync(domainCode));
    Check(exception.Reason == QboxmailErrorReason.RateLimited && exception.RetryAfter > TimeSpan.FromMinutes(50), exception.Message);
}

async Task LoseResponseAsync()
{
    await AddFaultAsync("""{"kind": "drop", "operation": "EmailAccounts_Create", "times": 1, "after_work": true}""");
    var request = new CreateEmailAccountRequest("mario.rossi", Password, "Mario");
    var exception = await CatchAsync<QboxmailTransportException>(() => qboxmail.EmailAccounts.CreateAsync(domainCode, request));
    Check(exception.RequestMayHaveBeenProcessed, "the creation may have been processed");
    Check(!(await qboxmail.EmailAccounts.CreateIfNotExistsAsync(domainCode, request)).Created, "the mailbox was created twice");
}

async Task DeleteAsync()
{
    await qboxmail.Domains.DeleteAsync(domainCode);
    await qboxmail.Domains.WaitUntilDeletedAsync(domainCode);
}

async Task AddFaultAsync(string json)
{
    using var content = new StringContent(json, Encoding.UTF8, "application/json");
    using var response = await control.PostAsync("/_emulator/faults/add", content);
    response.EnsureSuccessStatusCode();
}

async Task<T> CatchAsync<T>(Func<Task> call)
    where T : Exception
{
    try
    {
        await call();
    }
    catch (T exception)
    {
        return exception;
    }

    throw new InvalidOperationException($"{typeof(T).Name} is not thrown.");
}

void Check(bool holds, string problem)
{
    if (!holds)
    {
        throw new InvalidOperationException(problem);
    }
}
