namespace Qboxmail;

/// <summary>
/// An event of a kind that this version of the library does not define. <see cref="Models.QboxmailModel.AdditionalProperties"/> contains its fields.
/// </summary>
public sealed class UnknownWebhookEvent : WebhookEvent
{
    internal static UnknownWebhookEvent Read(string? actionType, IReadOnlyDictionary<string, object?> fields)
    {
        var unknown = new UnknownWebhookEvent { ActionType = actionType is null ? null : new(actionType) };

        foreach (var field in fields.Where(field => actionType is null || field.Key != ActionTypeField))
        {
            unknown.AdditionalProperties[field.Key] = field.Value;
        }

        return unknown;
    }
}
