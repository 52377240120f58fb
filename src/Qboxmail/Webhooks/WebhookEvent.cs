using System.Text;
using Newtonsoft.Json;
using Qboxmail.Json;
using Qboxmail.Models;

namespace Qboxmail;

/// <summary>
/// What Qboxmail posts to the <c>notification_url</c> of the notification settings: an <see cref="EmailOverquotaEvent"/>, a
/// <see cref="DomainCreateEvent"/>, or an <see cref="UnknownWebhookEvent"/>.
/// </summary>
/// <remarks>
/// The sender is not authenticated: no signature is documented, and whoever knows the URL can post the same. Keep the URL hard to guess, take an event as a
/// hint, and ask the API before acting on it. The event of a new domain can hold the token of its postmaster account: do not log bodies.
/// </remarks>
public abstract class WebhookEvent
{
    private protected WebhookEvent()
    {
    }

    /// <summary>Reads the body that a webhook posted.</summary>
    /// <param name="json">The body. Bound its size where it is received; the sender may be anybody.</param>
    /// <returns>The event; one that this version does not know comes as an <see cref="UnknownWebhookEvent"/>.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="FormatException">The body is no JSON object. The message tells nothing of the body.</exception>
    /// <seealso href="https://docs.qboxmail.com/en/api/putApiUsersMeNotifications/"/>
    public static WebhookEvent Parse(string json)
    {
        var body = Encoding.UTF8.GetBytes(json ?? throw new ArgumentNullException(nameof(json)));

        try
        {
            var fields = Read(body, reader => reader.ReadMap())
                ?? throw new FormatException("The body of a webhook must be a JSON object; this one is another value.");
            var action = fields.TryGetValue("action_type", out var value) ? value as string : null;

            return action switch
            {
                WebhookActionType.Values.DomainCreate => Read(body, DomainCreateEvent.Read)!,
                WebhookActionType.Values.EmailOverquota => Read(body, EmailOverquotaEvent.Read)!,
                // The reference lists the fields of this event without one that names it.
                null when fields.ContainsKey("event") && fields.ContainsKey("metric") => Read(body, EmailOverquotaEvent.Read)!,
                _ => new UnknownWebhookEvent(action, fields),
            };
        }
        catch (JsonException)
        {
            // Without the original, whose message quotes the body.
            throw new FormatException("The body of a webhook must be a JSON object; this one is no JSON.");
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
