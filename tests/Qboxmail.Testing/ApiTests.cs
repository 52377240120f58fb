namespace Qboxmail.Testing;

/// <summary>Provides each test with a fake API and a client that sends its requests to it.</summary>
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
