using System.Runtime.CompilerServices;
using System.Text;
using Qboxmail.Http;
using Qboxmail.Json;
using Qboxmail.Models;
#if NET
using System.Text.Json.Serialization;
#endif

namespace Qboxmail;

/// <summary>
/// An event that Qboxmail posts to the <c>notification_url</c> of the notification settings: an <see cref="EmailOverquotaEvent"/>, a
/// <see cref="DomainCreateEvent"/>, or an <see cref="UnknownWebhookEvent"/>.
/// </summary>
/// <remarks>
/// The sender is not authenticated: no signature is documented, and anybody who knows the URL can post the same. Keep the URL hard to guess, treat an
/// event as a hint, and check with the API before acting on it. The event of a new domain can contain the token of its postmaster account: do not log
/// bodies.
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

    // Far larger than any event. Anybody can post, so a body must not occupy much memory.
    private const int MaxSize = 64 * 1024;

    private protected WebhookEvent()
    {
    }

    /// <summary>Gets or sets the kind of the event; null when the body names none.</summary>
    public WebhookActionType? ActionType { get; set; }

    /// <summary>Parses the body of a webhook.</summary>
    /// <param name="json">The body.</param>
    /// <returns>The event; an <see cref="UnknownWebhookEvent"/> when this version does not define its kind.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="FormatException">The body is not a JSON object, or exceeds 64 KB. The message does not quote it.</exception>
    /// <seealso href="https://docs.qboxmail.com/en/api/putApiUsersMeNotifications/"/>
    [OverloadResolutionPriority(1)]
    public static WebhookEvent Parse(string json) =>
        Read(new(Encoding.UTF8.GetBytes((json ?? throw new ArgumentNullException(nameof(json))).TrimStart('\uFEFF'))));

    /// <summary>Parses the body of a webhook.</summary>
    /// <param name="json">The body in UTF-8, or in another encoding with a byte order mark.</param>
    /// <returns>The event; an <see cref="UnknownWebhookEvent"/> when this version does not define its kind.</returns>
    /// <exception cref="FormatException">The body is not a JSON object, or exceeds 64 KB. The message does not quote it.</exception>
    public static WebhookEvent Parse(ReadOnlySpan<byte> json) => Read(TextEncodings.ToUtf8(new(json.ToArray()), charset: null));

    /// <summary>Reads and parses the body of a webhook. ASP.NET Core allows only <see cref="ParseAsync"/> on the body of a request.</summary>
    /// <param name="json">The body in UTF-8, or in another encoding with a byte order mark. It is not disposed.</param>
    /// <returns>The event; an <see cref="UnknownWebhookEvent"/> when this version does not define its kind.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
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
    /// <param name="json">The body in UTF-8, or in another encoding with a byte order mark. It is not disposed.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The event; an <see cref="UnknownWebhookEvent"/> when this version does not define its kind.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
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

    // With room for one byte too many, which shows that the body is too large.
    private static byte[] CreateBuffer(Stream json) => json is null ? throw new ArgumentNullException(nameof(json)) : new byte[MaxSize + 1];

    private static WebhookEvent Read(ArraySegment<byte> body)
    {
        if (body.Count > MaxSize)
        {
            throw new FormatException("The body of a webhook must not exceed 64 KB. This one is larger than any event.");
        }

        try
        {
            var fields = JsonResponseReader.Read(body, static (ref reader) => reader.ReadMap())
                ?? throw new FormatException("The body of a webhook must be a JSON object. This one is another JSON value.");
            var action = fields.TryGetValue(ActionTypeField, out var value) ? value as string : null;

            return action switch
            {
                WebhookActionType.Values.DomainCreate => JsonResponseReader.Read(body, DomainCreateEvent.Read)!,
                WebhookActionType.Values.EmailOverquota => JsonResponseReader.Read(body, EmailOverquotaEvent.Read)!,
                // According to the reference, this event has no action_type; these fields identify it.
                null when fields.ContainsKey("event") && fields.ContainsKey("metric") => JsonResponseReader.Read(body, EmailOverquotaEvent.Read)!,
                _ => UnknownWebhookEvent.Read(action, fields),
            };
        }
        catch (InvalidJsonException)
        {
            // The reader's message refers to a response, which would mislead here.
            throw new FormatException("The body of a webhook must be a JSON object. This one is not valid JSON.");
        }
    }
}
