using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Qboxmail.Http;

namespace Qboxmail;

/// <summary>
/// A client of the Qboxmail Management API, with one property for each kind of resource. Thread-safe; create one and keep it for the life of the
/// process.
/// </summary>
/// <remarks>
/// On .NET 10, connections are renewed every 5 minutes, so that DNS changes take effect. On .NET Standard, which .NET 8 and 9 use, that applies only
/// to clients from <see cref="Microsoft.Extensions.DependencyInjection.QboxmailServiceCollectionExtensions"/>.
/// </remarks>
/// <example>
/// <code>
/// using var qboxmail = new QboxmailClient(apiToken);
///
/// await foreach (var domain in qboxmail.Domains.ListAsync())
/// {
///     Console.WriteLine(domain.Name);
/// }
/// </code>
/// </example>
[DebuggerDisplay("{BaseAddress}")]
public partial class QboxmailClient : IDisposable
{
    private const string TokenVariable = "QBOXMAIL_API_TOKEN";
    private const string AddressVariable = "QBOXMAIL_BASE_URL";

    private readonly ApiConnection? _connection;
    private readonly StandaloneHttpClient? _own;

    /// <summary>Initializes a client for the production API.</summary>
    /// <param name="apiToken">The token of a Qboxmail user.</param>
    /// <exception cref="OptionsValidationException">The token is missing or contains invalid characters.</exception>
    [OverloadResolutionPriority(1)]
    public QboxmailClient(string apiToken)
        : this(new QboxmailClientOptions { ApiToken = apiToken })
    {
    }

    /// <summary>Initializes a client with options.</summary>
    /// <param name="options">The options, which are copied.</param>
    /// <exception cref="OptionsValidationException">The options are invalid; the message lists everything that is wrong.</exception>
    public QboxmailClient(QboxmailClientOptions options)
        : this(ValidatedCopy(options), static address => StandaloneHttpClient.ForHandler(TransportHandler.Create(), address, disposesHandler: true))
    {
    }

    /// <summary>Initializes a client that sends through the given handler, such as one with a proxy or a test double.</summary>
    /// <param name="options">The options, which are copied.</param>
    /// <param name="innerHandler">
    /// The handler that sends the requests. The caller owns and disposes it. The client turns off redirects and cookies on an <see
    /// cref="HttpClientHandler"/> or SocketsHttpHandler, also at the end of a chain, because they could send credentials elsewhere. The client
    /// inserts its own handler at the end of a chain; use the chain for no other requests.
    /// </param>
    /// <exception cref="OptionsValidationException">The options are invalid; the message lists everything that is wrong.</exception>
    /// <exception cref="ArgumentException">
    /// The handler must be changed but is already in use, or the last handler of its chain has no inner handler.
    /// </exception>
    public QboxmailClient(QboxmailClientOptions options, HttpMessageHandler innerHandler)
        : this(ValidatedCopy(options), address => StandaloneHttpClient.ForHandler(innerHandler, address))
    {
    }

    /// <summary>Initializes a test double. Methods that are not overridden throw <see cref="InvalidOperationException"/>.</summary>
    protected QboxmailClient()
        : this(connection: null)
    {
    }

    internal QboxmailClient(QboxmailClientOptions options, Func<HttpClient> client, ILogger? logger)
        : this(Connect(options, client, logger ?? NullLogger.Instance))
    {
    }

    private QboxmailClient(QboxmailClientOptions options, Func<Uri, StandaloneHttpClient> create)
        : this(options, create(options.BaseAddress!))
    {
    }

    private QboxmailClient(QboxmailClientOptions options, StandaloneHttpClient own)
        : this(Connect(options, own.Get, NullLogger.Instance)) => _own = own;

    /// <summary>Gets the scheme and host of the API that this client uses.</summary>
    public virtual Uri BaseAddress => Connection.Pipeline.Options.Options.BaseAddress!;

    private ApiConnection Connection => _connection ?? throw ApiConnection.IsMissing(nameof(QboxmailClient));

    /// <summary>Creates a client from the environment variables QBOXMAIL_API_TOKEN and, optionally, QBOXMAIL_BASE_URL.</summary>
    /// <returns>A client for the production API, or for the host in QBOXMAIL_BASE_URL.</returns>
    /// <exception cref="OptionsValidationException">A variable is missing or invalid.</exception>
    public static QboxmailClient FromEnvironment()
    {
        var options = new QboxmailClientOptions { ApiToken = Environment.GetEnvironmentVariable(TokenVariable) };

        if (string.IsNullOrEmpty(options.ApiToken))
        {
            throw new OptionsValidationException(
                Options.DefaultName,
                typeof(QboxmailClientOptions),
                new[] { $"The environment variable {TokenVariable} is not set. Set it to the token of a Qboxmail user." });
        }

        if (Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } address)
        {
            options.BaseAddress = Uri.TryCreate(address, UriKind.Absolute, out var parsed) ? parsed : null;
        }

        return new QboxmailClient(options);
    }

    /// <summary>Creates a client on the same connections with another token, other timeouts or additional headers.</summary>
    /// <param name="configure">Changes the settings, which start with the values of this client.</param>
    /// <returns>A lightweight client. It works until this client is disposed, and does not need to be disposed itself.</returns>
    /// <exception cref="OptionsValidationException">The settings are invalid.</exception>
    /// <exception cref="ArgumentException">A header is invalid, or the library sets it itself.</exception>
#pragma warning disable CA1716 // With is a keyword of Visual Basic, whose callers write [With].
    public virtual QboxmailClient With(Action<QboxmailCallOptions> configure)
#pragma warning restore CA1716
    {
        _ = configure ?? throw new ArgumentNullException(nameof(configure));
        var pipeline = Connection.Pipeline;
        var options = pipeline.Options.Copy();
        configure(options);
        return new QboxmailClient(new ApiConnection(pipeline.With(options.ValidatedCopy())));
    }

    /// <summary>Sends a request for which this version has no method, with the same token, retries and exceptions.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The escaped path and query below the host, such as <c>/api/domains?query=example</c>.</param>
    /// <param name="jsonBody">The JSON body; null for none.</param>
    /// <param name="idempotent">Whether a retry is safe even if the first attempt was processed. GET is always retried.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The successful response as it arrived.</returns>
    /// <exception cref="QboxmailException">The call failed.</exception>
    /// <exception cref="ArgumentException">The path is not a valid path below the host.</exception>
    public virtual Task<QboxmailResponse> SendAsync(
        HttpMethod method, string path, string? jsonBody = null, bool idempotent = false, CancellationToken cancellationToken = default)
    {
        _ = method ?? throw new ArgumentNullException(nameof(method));
        return Connection.SendRawAsync(ApiRequest.Raw(method, path, jsonBody, idempotent), cancellationToken);
    }

    /// <summary>
    /// Releases the connections that the client owns. A handler that the caller passed and a client from <see cref="With"/> own none.
    /// </summary>
    public virtual void Dispose()
    {
        _own?.Dispose();
        GC.SuppressFinalize(this);
    }

    private static QboxmailClientOptions ValidatedCopy(QboxmailClientOptions options)
    {
        QboxmailClientOptionsValidator.Check(options ?? throw new ArgumentNullException(nameof(options)));
        return options.Copy();
    }

    private static ApiConnection Connect(QboxmailClientOptions options, Func<HttpClient> client, ILogger logger)
    {
        var telemetry = new Telemetry(logger, options.BaseAddress!);

        if (options.BaseAddress!.Scheme == "http" && !Loopback.Is(options.BaseAddress))
        {
            telemetry.Logger.PlainHttp();
        }

        return new ApiConnection(new ApiPipeline(
            new QboxmailCallOptions(options),
            client,
            telemetry,
            ResiliencePipelineFactory.CreateResiliencePipeline(options.TimeProvider, telemetry),
            confirmed: []));
    }
}
