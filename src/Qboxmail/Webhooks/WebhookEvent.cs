using Qboxmail.Http;
using Qboxmail.Json;
using Qboxmail.Models;
namespace Qboxmail;

/// <summary>
/// Base class for the events that Qboxmail posts to the <c>notification_url</c> of the notification settings: <see cref="EmailOverquotaEvent"/>,
/// <see cref="DomainCreateEvent"/> and <see cref="UnknownWebhookEvent"/>.
/// </summary>
/// <remarks>
/// Events are not authenticated: the API documents no signature, so anyone who knows the URL can post an event. Keep the URL secret, treat an event
/// as a hint, and verify it with the API before you act on it. Do not log request bodies, because the event for a new domain can contain the token of
/// its postmaster account.
/// </remarks>
/// <example>
/// <code>
/// app.MapPost("/hooks/{secret}", async (string secret, HttpRequest request, CancellationToken cancellationToken) =>
///     secret != expected ? Results.NotFound() : Handle(await WebhookEvent.ParseAsync(request.Body, cancellationToken)));
/// </code>
/// </example>
#if NET
[JsonDerivedType(typeof(DomainCreateEvent), nameof(DomainCreateEvent))]
[JsonDerivedType(typeof(EmailOverquotaEvent), nameof(EmailOverquotaEvent))]
[JsonDerivedType(typeof(UnknownWebhookEvent), nameof(UnknownWebhookEvent))]
#endif
public abstract class WebhookEvent : QboxmailModel
{
    private protected const string ActionTypeField = "action_type";

    // The largest event is far smaller. Anyone can post to the URL, so a body must not use much memory.
    private const int MaxSize = 64 * 1024;

    private protected WebhookEvent()
    {
    }

    /// <summary>Gets or sets the kind of the event, or <see langword="null"/> if the body does not specify it.</summary>
    public WebhookActionType? ActionType { get; set; }

    /// <summary>Parses the body of a webhook.</summary>
    /// <param name="json">The JSON body of the webhook request.</param>
    /// <returns>The event, which is an <see cref="UnknownWebhookEvent"/> if this version of the library does not define its kind.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The body is not a JSON object, or exceeds 64 KB. The message does not quote it.</exception>
    /// <seealso href="https://docs.qboxmail.com/en/api/putApiUsersMeNotifications/"/>
    [OverloadResolutionPriority(1)]
    public static WebhookEvent Parse(string json) =>
        Read(new(Encoding.UTF8.GetBytes((json ?? throw new ArgumentNullException(nameof(json))).TrimStart('\uFEFF'))));

    /// <summary>Parses the body of a webhook.</summary>
    /// <param name="json">The body in UTF-8, or in another encoding with a byte order mark.</param>
    /// <returns>The event, which is an <see cref="UnknownWebhookEvent"/> if this version of the library does not define its kind.</returns>
    /// <exception cref="FormatException">The body is not a JSON object, or exceeds 64 KB. The message does not quote it.</exception>
    public static WebhookEvent Parse(ReadOnlySpan<byte> json) => Read(TextEncodings.ToUtf8(new(json.ToArray()), charset: null));

    /// <summary>
    /// Reads and parses the body of a webhook. In ASP.NET Core, use <see cref="ParseAsync"/>, because request bodies do not allow synchronous reads
    /// by default.
    /// </summary>
    /// <param name="json">The body in UTF-8, or in another encoding with a byte order mark. The stream is not disposed.</param>
    /// <returns>The event, which is an <see cref="UnknownWebhookEvent"/> if this version of the library does not define its kind.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The body is not a JSON object, or exceeds 64 KB. The message does not quote it.</exception>
    public static WebhookEvent Parse(Stream json)
    {
        var buffer = CreateBuffer(json);
        var length = 0;

        for (int read; (read = json.Read(buffer, length, buffer.Length - length)) > 0;)
        {
            length += read;
        }

        return Parse(buffer.AsSpan(0, length));
    }

    /// <summary>Reads and parses the body of a webhook.</summary>
    /// <param name="json">The body in UTF-8, or in another encoding with a byte order mark. The stream is not disposed.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The event, which is an <see cref="UnknownWebhookEvent"/> if this version of the library does not define its kind.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The body is not a JSON object, or exceeds 64 KB. The message does not quote it.</exception>
    public static async Task<WebhookEvent> ParseAsync(Stream json, CancellationToken cancellationToken = default)
    {
        var buffer = CreateBuffer(json);
        var length = 0;

        for (int read; (read = await json.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            length += read;
        }

        return Parse(buffer.AsSpan(0, length));
    }

    // The buffer has one extra byte, so that a body that is too large can be detected.
    private static byte[] CreateBuffer(Stream json) => json is null ? throw new ArgumentNullException(nameof(json)) : new byte[MaxSize + 1];

    private static WebhookEvent Read(ArraySegment<byte> body)
    {
        if (body.Count > MaxSize)
        {
            throw new FormatException("The webhook body exceeds the maximum size of 64 KB. Reject the request.");
        }

        try
        {
            var fields = JsonResponseReader.Read(body, static (ref reader) => reader.ReadMap())
                ?? throw new FormatException("The webhook body is not a JSON object. Pass the unmodified body of the request.");
            var action = fields.TryGetValue(ActionTypeField, out var value) ? value as string : null;

            return action switch
            {
                WebhookActionType.Values.DomainCreate => JsonResponseReader.Read(body, DomainCreateEvent.Read)!,
                WebhookActionType.Values.EmailOverquota => JsonResponseReader.Read(body, EmailOverquotaEvent.Read)!,
                // According to the API reference, this event has no action_type. These fields identify it.
                null when fields.ContainsKey("event") && fields.ContainsKey("metric") => JsonResponseReader.Read(body, EmailOverquotaEvent.Read)!,
                _ => UnknownWebhookEvent.Read(action, fields),
            };
        }
        catch (InvalidJsonException)
        {
            // The inner exception is omitted, because its message refers to an API response.
            throw new FormatException("The webhook body is not valid JSON. Pass the unmodified body of the request.");
        }
    }
}
