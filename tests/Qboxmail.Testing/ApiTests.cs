namespace Qboxmail.Testing;

/// <summary>Creates a fake API and a client of it for each test.</summary>
public abstract class ApiTests
{
    private Lazy<QboxmailClient> _client = null!;

    protected FakeApi Api { get; private set; } = null!;

    protected QboxmailClient Client => _client.Value;

    [SetUp]
    public void CreateApi()
    {
        var api = new FakeApi();
        _client = new(() => api.CreateClient());
        Api = api;
    }

    [TearDown]
    public void DisposeApi()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        Api.Dispose();
    }
}
