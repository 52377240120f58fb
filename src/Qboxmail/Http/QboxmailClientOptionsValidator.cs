using Microsoft.Extensions.Options;
using Qboxmail.Http;

namespace Qboxmail;

/// <summary>Validates options and reports all problems at once. The messages never contain the token.</summary>
internal sealed class QboxmailClientOptionsValidator : IValidateOptions<QboxmailClientOptions>
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, QboxmailClientOptions options)
    {
        var failures = Failures(options).OfType<string>().ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Validates options that do not come from a dependency injection container.</summary>
    /// <exception cref="OptionsValidationException">The options are invalid.</exception>
    public static void Check(QboxmailClientOptions options)
    {
        var result = new QboxmailClientOptionsValidator().Validate(Options.DefaultName, options);

        if (result.Failed)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(QboxmailClientOptions), result.Failures);
        }
    }

    /// <summary>Gets the problem with a token as the end of a sentence, or <see langword="null"/> if the token is valid.</summary>
    public static string? FailureOfToken(string? token) => token switch
    {
        null or "" => "is null or empty",
        _ when IsQuote(token[0]) || IsQuote(token[token.Length - 1]) =>
            "starts or ends with a quotation mark, which an .env file or a shell may have added: remove it",
        _ when token.Any(c => c is <= ' ' or > '~') =>
            "contains white space or another invalid character: check the source of the token",
        _ => null,
    };

    private static bool IsQuote(char c) => c is '"' or '\'';

    private static string?[] Failures(QboxmailClientOptions options) =>
    [
        options.ApiTokenProvider is not null ? null
            : string.IsNullOrEmpty(options.ApiToken) ? "ApiToken is missing: set ApiToken or ApiTokenProvider."
            : FailureOfToken(options.ApiToken) is { } failure ? $"ApiToken {failure}." : null,
        .. FailuresOfAddress(options.BaseAddress, options.AllowPlainHttp),
        FailureOfTimeout(nameof(options.AttemptTimeout), options.AttemptTimeout),
        FailureOfTimeout(nameof(options.WriteAttemptTimeout), options.WriteAttemptTimeout),
        FailureOfTimeout(nameof(options.Timeout), options.Timeout),
        options.MaxRetries is < 0 or > 10 ? $"MaxRetries is {options.MaxRetries}, but must be from 0 to 10." : null,
        options.MaxResponseSize is < 1024 or > 1024 * 1024 * 1024
            ? $"MaxResponseSize is {options.MaxResponseSize}, but must be from 1024 to 1073741824 bytes." : null,
        options.ApplicationId is { } application && (application.Length is 0 or > 100 || application.Any(c => c is < ' ' or > '~'))
            ? "ApplicationId must be 1 to 100 printable ASCII characters." : null,
        options.TimeProvider is null ? "TimeProvider must not be null." : null,
    ];

    private static string? FailureOfTimeout(string name, TimeSpan value) =>
        value > TimeSpan.Zero && value <= LongestTimeout ? null : $"{name} is {value:c}, but must be greater than zero and at most one day.";

    private static string?[] FailuresOfAddress(Uri? address, bool allowPlainHttp) =>
        address is null || !address.IsAbsoluteUri || address.Scheme is not ("https" or "http")
            ? ["BaseAddress must be an absolute URI with the scheme https or http, such as https://api.qboxmail.com/."]
            :
            [
                address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0
                    ? "BaseAddress must not contain a user name, a query string or a fragment." : null,
                address.AbsolutePath.TrimEnd('/').EndsWith("/api", StringComparison.OrdinalIgnoreCase)
                    ? "BaseAddress must not end in /api, because the library adds it to every path." : null,
                address.Scheme == "http" && !Loopback.Is(address) && !allowPlainHttp
                    ? $"BaseAddress is http://{address.Host}, so the token would be sent unencrypted. Use https, or set AllowPlainHttp." : null,
            ];
}
