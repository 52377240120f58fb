using System.Text;
using Qboxmail.Json;
using Qboxmail.Models;

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
public abstract class WebhookEvent
{
    private protected WebhookEvent()
    {
    }

    /// <summary>Parses the body of a webhook.</summary>
    /// <param name="json">The body. Limit its size where it is received; anybody may have sent it.</param>
    /// <returns>The event; an <see cref="UnknownWebhookEvent"/> when this version does not know it.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="FormatException">The body is not a JSON object. The message does not quote it.</exception>
    /// <seealso href="https://docs.qboxmail.com/en/api/putApiUsersMeNotifications/"/>
    public static WebhookEvent Parse(string json)
    {
        var body = Encoding.UTF8.GetBytes((json ?? throw new ArgumentNullException(nameof(json))).TrimStart('\uFEFF'));

        try
        {
            var fields = Read(body, reader => reader.ReadMap())
                ?? throw new FormatException("The body of a webhook must be a JSON object; this one is another JSON value.");
            var action = fields.TryGetValue("action_type", out var value) ? value as string : null;

            return action switch
            {
                WebhookActionType.Values.DomainCreate => Read(body, DomainCreateEvent.Read)!,
                WebhookActionType.Values.EmailOverquota => Read(body, EmailOverquotaEvent.Read)!,
                // By the reference this event has no action_type; these fields identify it.
                null when fields.ContainsKey("event") && fields.ContainsKey("metric") => Read(body, EmailOverquotaEvent.Read)!,
                _ => new UnknownWebhookEvent(action, fields),
            };
        }
        catch (InvalidJsonException)
        {
            // The reader's message speaks of a response, which would mislead here.
            throw new FormatException("The body of a webhook must be a JSON object; this one is not valid JSON, or far larger than any event.");
        }
    }

    private static T? Read<T>(byte[] body, Func<JsonResponseReader, T?> read)
        where T : class
    {
        using var reader = new JsonResponseReader(body, NoDrift.Instance);
        var value = read(reader);
        reader.End();
        return value;
    }
}
