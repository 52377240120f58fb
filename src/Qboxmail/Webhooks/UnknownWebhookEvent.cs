namespace Qboxmail;

/// <summary>An event that this version does not know.</summary>
public sealed class UnknownWebhookEvent : WebhookEvent
{
    /// <summary>Initializes an event, for test doubles.</summary>
    /// <param name="actionType">The kind of the event; null when the body names none.</param>
    /// <param name="fields">All fields of the body by their JSON names.</param>
    public UnknownWebhookEvent(string? actionType, IReadOnlyDictionary<string, object?> fields)
    {
        ActionType = actionType;
        Fields = fields ?? throw new ArgumentNullException(nameof(fields));
    }

    /// <summary>Gets the kind of the event, from its <c>action_type</c>; null when that is missing or not a string.</summary>
    public string? ActionType { get; }

    /// <summary>
    /// Gets all fields by their JSON names. Values are null, <see cref="bool"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="string"/>, or
    /// a read-only list or dictionary of these.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Fields { get; }
}
