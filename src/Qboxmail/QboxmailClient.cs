using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Qboxmail.Http;

namespace Qboxmail;

/// <summary>The Management API of Qboxmail, one property for each kind of resource. Thread-safe; meant to live as long as the process.</summary>
/// <remarks>
/// On .NET 10 connections are remade every 5 minutes, so that changes in DNS are seen. The build for .NET Standard, which .NET 8 and 9 take, cannot do so
/// for a client made with a constructor; one from <see cref="Microsoft.Extensions.DependencyInjection.QboxmailServiceCollectionExtensions"/> does on all of them.
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
public sealed partial class QboxmailClient : IDisposable
{
    private const string TokenVariable = "QBOXMAIL_API_TOKEN";
    private const string AddressVariable = "QBOXMAIL_BASE_URL";

    private readonly ApiPipeline _pipeline;
    private readonly ApiConnection _connection;
    private readonly StandaloneHttpClient? _own;

    /// <summary>Makes a client of production.</summary>
    /// <param name="apiToken">Token of a Qboxmail user.</param>
    /// <exception cref="OptionsValidationException">The token cannot be one.</exception>
    public QboxmailClient(string apiToken)
        : this(new QboxmailClientOptions { ApiToken = apiToken })
    {
    }

    /// <summary>Makes a client.</summary>
    /// <param name="options">How to talk to the API. Copied.</param>
    /// <exception cref="OptionsValidationException">The options cannot work; the message tells all that is wrong with them.</exception>
    public QboxmailClient(QboxmailClientOptions options)
        : this(ValidatedCopy(options), StandaloneHttpClient.Create())
    {
    }

    /// <summary>Makes a client that sends through a handler of the caller's, such as one for a proxy or for a test.</summary>
    /// <param name="options">How to talk to the API. Copied.</param>
    /// <param name="innerHandler">Where requests go in the end. Stays the caller's: it is not disposed of. Its redirects are switched off where that can be seen.</param>
    /// <exception cref="OptionsValidationException">The options cannot work; the message tells all that is wrong with them.</exception>
    /// <exception cref="ArgumentException">The handler follows redirects and is in use already, so that they can no longer be switched off.</exception>
    public QboxmailClient(QboxmailClientOptions options, HttpMessageHandler innerHandler)
        : this(ValidatedCopy(options), StandaloneHttpClient.ForHandler(innerHandler))
    {
    }

    internal QboxmailClient(QboxmailClientOptions options, Func<HttpClient> client, ILogger? logger)
        : this(CreatePipeline(options, client, logger ?? NullLogger.Instance))
    {
    }

    private QboxmailClient(QboxmailClientOptions options, StandaloneHttpClient own)
        : this(CreatePipeline(options, own.Get, NullLogger.Instance)) => _own = own;

    /// <summary>Scheme and host of the API that this client talks to.</summary>
    public Uri BaseAddress => _pipeline.Settings.Options.BaseAddress!;

    /// <summary>Makes a client from the environment variables QBOXMAIL_API_TOKEN and, when it is set, QBOXMAIL_BASE_URL.</summary>
    /// <returns>A client of production, or of the host in QBOXMAIL_BASE_URL.</returns>
    /// <exception cref="OptionsValidationException">A variable is missing or cannot work.</exception>
    public static QboxmailClient FromEnvironment()
    {
        var options = new QboxmailClientOptions { ApiToken = Environment.GetEnvironmentVariable(TokenVariable) };

        if (string.IsNullOrEmpty(options.ApiToken))
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(QboxmailClientOptions), [$"The environment variable {TokenVariable} is not set."]);
        }

        if (Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } address)
        {
            options.BaseAddress = Uri.TryCreate(address, UriKind.Absolute, out var parsed) ? parsed : null;
        }

        return new QboxmailClient(options);
    }

    /// <summary>A view of this client whose calls are made differently: with another token, other limits, more headers.</summary>
    /// <param name="configure">Changes the settings, which begin as those of this client.</param>
    /// <returns>A cheap view on the same connections. It need not be disposed of, and works until this client is disposed of.</returns>
    /// <exception cref="OptionsValidationException">The settings cannot work.</exception>
    /// <exception cref="ArgumentException">A header is one that the library sets itself.</exception>
    public QboxmailClient With(Action<QboxmailCallOptions> configure)
    {
        if (configure is null)
        {
            throw new ArgumentNullException(nameof(configure));
        }

        var call = _pipeline.Settings.ToCallOptions();
        configure(call);
        return new QboxmailClient(_pipeline.With(_pipeline.Settings.With(call)));
    }

    /// <summary>Sends a request that this version has no method for, with the same token, retries and exceptions.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path and query below the host, such as <c>/api/domains?query=example</c>, already escaped.</param>
    /// <param name="jsonBody">Body, JSON already; null for none.</param>
    /// <param name="idempotent">Whether the request may be sent again when its fate is unclear. GET always may.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A success as it came.</returns>
    /// <exception cref="QboxmailException">The call failed.</exception>
    /// <exception cref="ArgumentException">The path leads away from the API.</exception>
    public Task<QboxmailResponse> SendAsync(
        HttpMethod method, string path, string? jsonBody = null, bool idempotent = false, CancellationToken cancellationToken = default)
    {
        if (method is null)
        {
            throw new ArgumentNullException(nameof(method));
        }

        return _connection.SendRawAsync(ApiRequest.Raw(method, path, jsonBody, idempotent), cancellationToken);
    }

    /// <summary>Frees what the client made itself. A handler that was handed in stays the caller's, and a view frees nothing.</summary>
    public void Dispose() => _own?.Dispose();

    private static QboxmailClientOptions ValidatedCopy(QboxmailClientOptions options)
    {
        QboxmailClientOptionsValidator.Check(options ?? throw new ArgumentNullException(nameof(options)));
        return options.Copy();
    }

    private static ApiPipeline CreatePipeline(QboxmailClientOptions options, Func<HttpClient> client, ILogger logger)
    {
        var telemetry = new Telemetry(logger);

        if (options.BaseAddress is { Scheme: "http", IsLoopback: false })
        {
            telemetry.UsesPlainHttp();
        }

        return new ApiPipeline(new CallSettings(options, new Dictionary<string, string>(), onResponse: null), client, telemetry);
    }
}
