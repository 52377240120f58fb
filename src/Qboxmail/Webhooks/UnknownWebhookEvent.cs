namespace Qboxmail;

/// <summary>A webhook that this version does not know.</summary>
public sealed class UnknownWebhookEvent : WebhookEvent
{
    internal UnknownWebhookEvent(string? actionType, IReadOnlyDictionary<string, object?> fields)
    {
        ActionType = actionType;
        Fields = fields;
    }

    /// <summary>What the webhook tells about, as its <c>action_type</c> says; null when it does not say so as a text.</summary>
    public string? ActionType { get; }

    /// <summary>
    /// All fields by their names on the wire. Values are null, <see cref="bool"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="string"/>, or a
    /// read-only list or dictionary of these.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Fields { get; }
}
