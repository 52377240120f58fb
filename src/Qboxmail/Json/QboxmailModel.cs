#if NET
using Qboxmail.Json;
#endif

namespace Qboxmail.Models;

/// <summary>The base of all models of requests, responses and webhooks. It keeps additional fields beside the properties.</summary>
/// <remarks>Instances are not safe for concurrent use while one thread writes.</remarks>
public abstract class QboxmailModel
{
    private Dictionary<string, object?>? _additionalProperties;

    private protected QboxmailModel()
    {
    }

    /// <summary>
    /// Gets or initializes additional fields by their JSON names. In a response, they are fields that this version does not define, or whose value
    /// has an undocumented type. In a request, they are sent beside the properties.
    /// </summary>
    /// <remarks>Values are null, booleans, numbers, strings, and lists or dictionaries of these, which are read-only in a response.</remarks>
#if NET
    [System.Text.Json.Serialization.JsonConverter(typeof(OpenValueJsonConverter<IDictionary<string, object?>>))]
#endif
    public IDictionary<string, object?> AdditionalProperties
    {
        get => _additionalProperties ??= new(StringComparer.Ordinal);
        init => _additionalProperties = value is null ? null : new(value, StringComparer.Ordinal);
    }

    /// <summary>Gets the additional properties without creating them; null for none.</summary>
    internal IDictionary<string, object?>? Additional => _additionalProperties;
}
