using System.Net;

namespace Qboxmail.Tests;

/// <summary>A conversation about the domain D1 in which a wait polls; its pauses pass at once and are exact.</summary>
internal sealed class PolledDomain : IDisposable
{
    public const string Ready = """{"resources": [{"code": "D1", "status": "enabled", "status_detail": "ok"}]}""";
    public const string Pending = """{"resources": [{"code": "D1", "status": "ownership_check"}]}""";
    public const string Activating = """{"resources": [{"code": "D1", "status": "enabled", "status_detail": "activating"}]}""";

    public PolledDomain()
    {
        Api.Time.AutoAdvanceDelays = true;
        // Each poll is one request, so that the pauses are those of the wait alone.
        Client = Api.CreateClient(options => options.MaxRetries = 0);
    }

    public FakeApi Api { get; } = new();

    public QboxmailClient Client { get; }

    /// <summary>Options without chance.</summary>
    public WaitOptions Options { get; } = new() { Randomizer = () => 0.5 };

    public PolledDomain Returns(params string[] responses)
    {
        foreach (var response in responses)
        {
            Api.Get("/api/domains/D1", response);
        }

        return this;
    }

    public PolledDomain Returns(HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        Api.Expect(HttpMethod.Get, "/api/domains/D1", status, """{"message": "Refused"}""", headers);
        return this;
    }

    public Task<Domain> WaitAsync(CancellationToken cancellationToken = default) =>
        Client.Domains.WaitUntilReadyAsync("D1", Options, cancellationToken);

    public void Dispose()
    {
        Client.Dispose();
        Api.Dispose();
    }
}
