using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Qboxmail.Http;

namespace Qboxmail;

/// <summary>
/// Client for the Qboxmail Management API, with one property for each kind of resource. The class is thread-safe. Create one instance and use it for
/// the lifetime of the process.
/// </summary>
/// <remarks>
/// On .NET 10 and later, connections are replaced after at most 5 minutes, so that DNS changes take effect. On older versions, this applies only to
/// clients that <see cref="Microsoft.Extensions.DependencyInjection.QboxmailServiceCollectionExtensions"/> registers.
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

    /// <summary>Initializes a new instance of the <see cref="QboxmailClient"/> class for the production API.</summary>
    /// <param name="apiToken">The API token of a Qboxmail user.</param>
    /// <exception cref="OptionsValidationException">The token is missing or contains invalid characters.</exception>
    [OverloadResolutionPriority(1)]
    public QboxmailClient(string apiToken)
        : this(new QboxmailClientOptions { ApiToken = apiToken })
    {
    }

    /// <summary>Initializes a new instance of the <see cref="QboxmailClient"/> class with the specified options.</summary>
    /// <param name="options">The options. They are copied, so later changes have no effect.</param>
    /// <exception cref="OptionsValidationException">The options are invalid. The message lists all problems.</exception>
    public QboxmailClient(QboxmailClientOptions options)
        : this(ValidatedCopy(options), static address => StandaloneHttpClient.ForHandler(TransportHandler.Create(), address, disposesHandler: true))
    {
    }

    /// <summary>Initializes a new instance of the <see cref="QboxmailClient"/> class that sends requests through the specified handler.</summary>
    /// <param name="options">The options. They are copied, so later changes have no effect.</param>
    /// <param name="innerHandler">
    /// The handler that sends the requests, for example with a proxy, or a chain of handlers that ends with it. The caller owns and disposes it. Do
    /// not use it for other requests: the client inserts its own handler before the last one. The client also disables redirects and cookies on an
    /// <see cref="HttpClientHandler"/> or SocketsHttpHandler, because they could expose credentials.
    /// </param>
    /// <exception cref="OptionsValidationException">The options are invalid. The message lists all problems.</exception>
    /// <exception cref="ArgumentException">
    /// A handler is already in use and cannot be changed, or the last <see cref="DelegatingHandler"/> of a chain has no inner handler.
    /// </exception>
    public QboxmailClient(QboxmailClientOptions options, HttpMessageHandler innerHandler)
        : this(ValidatedCopy(options), address => StandaloneHttpClient.ForHandler(innerHandler, address))
    {
    }

    /// <summary>Initializes a new instance of the <see cref="QboxmailClient"/> class for use as a test double.</summary>
    /// <remarks>Members that are not overridden throw an <see cref="InvalidOperationException"/>.</remarks>
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

    /// <summary>Gets the base address of the API that this client calls.</summary>
    public virtual Uri BaseAddress => Connection.Pipeline.Options.Options.BaseAddress!;

    private ApiConnection Connection => _connection ?? throw ApiConnection.IsMissing(nameof(QboxmailClient));

    /// <summary>Creates a client from the environment variables <c>QBOXMAIL_API_TOKEN</c> and, optionally, <c>QBOXMAIL_BASE_URL</c>.</summary>
    /// <returns>A client for the host in <c>QBOXMAIL_BASE_URL</c>, or for the production API if that variable is not set.</returns>
    /// <exception cref="OptionsValidationException"><c>QBOXMAIL_API_TOKEN</c> is not set, or one of the variables is invalid.</exception>
    public static QboxmailClient FromEnvironment()
    {
        var options = new QboxmailClientOptions { ApiToken = Environment.GetEnvironmentVariable(TokenVariable) };

        if (string.IsNullOrEmpty(options.ApiToken))
        {
            throw new OptionsValidationException(
                Options.DefaultName,
                typeof(QboxmailClientOptions),
                new[] { $"The environment variable {TokenVariable} is not set. Set it to the API token of a Qboxmail user." });
        }

        if (Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } address)
        {
            options.BaseAddress = Uri.TryCreate(address, UriKind.Absolute, out var parsed) ? parsed : null;
        }

        return new QboxmailClient(options);
    }

    /// <summary>Creates a client that uses the connections of this client with another token, other timeouts or additional headers.</summary>
    /// <param name="configure">A delegate that changes the settings, which are initialized with the values of this client.</param>
    /// <returns>A lightweight client that does not need to be disposed. It can be used until this client is disposed.</returns>
    /// <exception cref="OptionsValidationException">The settings are invalid. The message lists all problems.</exception>
    /// <exception cref="ArgumentException">A header is invalid, or is one that the library sets itself.</exception>
#pragma warning disable CA1716 // With is a keyword in Visual Basic, where callers can escape it as [With].
    public virtual QboxmailClient With(Action<QboxmailCallOptions> configure)
#pragma warning restore CA1716
    {
        _ = configure ?? throw new ArgumentNullException(nameof(configure));
        var pipeline = Connection.Pipeline;
        var options = pipeline.Options.Copy();
        configure(options);
        return new QboxmailClient(new ApiConnection(pipeline.With(options.ValidatedCopy())));
    }

    /// <summary>
    /// Sends a request for which this version of the library has no method, with the same token, retries and exceptions as the other methods.
    /// </summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The escaped path and query string, relative to the base address, such as <c>/api/domains?query=example</c>.</param>
    /// <param name="jsonBody">The JSON body, or <see langword="null"/> for no body.</param>
    /// <param name="idempotent">Whether a retry is safe even if the API has processed an earlier attempt. GET requests are always safe.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The response, whose status code indicates success.</returns>
    /// <exception cref="QboxmailException">The call failed.</exception>
    /// <exception cref="ArgumentException">The path is invalid, for example because it contains a host or a fragment.</exception>
    public virtual Task<QboxmailResponse> SendAsync(
        HttpMethod method, string path, string? jsonBody = null, bool idempotent = false, CancellationToken cancellationToken = default)
    {
        _ = method ?? throw new ArgumentNullException(nameof(method));
        return Connection.SendRawAsync(ApiRequest.Raw(method, path, jsonBody, idempotent), cancellationToken);
    }

    /// <summary>
    /// Releases the connections that this client owns. A handler that was passed to the constructor is not disposed. A client created by
    /// <see cref="With"/> owns no connections.
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
