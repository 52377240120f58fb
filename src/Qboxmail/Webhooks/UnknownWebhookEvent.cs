namespace Qboxmail;

/// <summary>An event that this version does not know.</summary>
public sealed class UnknownWebhookEvent : WebhookEvent
{
    internal UnknownWebhookEvent(string? actionType, IReadOnlyDictionary<string, object?> fields)
    {
        ActionType = actionType;
        Fields = fields;
    }

    /// <summary>Gets the kind of the event, from its <c>action_type</c>; null when that is missing or not a string.</summary>
    public string? ActionType { get; }

    /// <summary>
    /// Gets all fields by their JSON names. Values are null, <see cref="bool"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="string"/>, or
    /// a read-only list or dictionary of these.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Fields { get; }
}
