#if NET
using Qboxmail.Json;
#endif

namespace Qboxmail.Models;

/// <summary>Base class for all models of requests, responses and webhook events. It contains JSON fields that have no property.</summary>
/// <remarks>A model is not thread-safe: do not read it while another thread changes it.</remarks>
public abstract class QboxmailModel
{
    private Dictionary<string, object?>? _additionalProperties;

    private protected QboxmailModel()
    {
    }

    /// <summary>
    /// Gets or initializes the additional JSON fields by name. In a response, these are fields that this version of the library does not define, or
    /// whose values have an undocumented type. In a request, they are sent together with the properties.
    /// </summary>
    /// <remarks>
    /// The values are <see langword="null"/>, Booleans, numbers, strings, and lists or dictionaries of these. In a response, the lists and
    /// dictionaries are read-only.
    /// </remarks>
#if NET
    [System.Text.Json.Serialization.JsonConverter(typeof(OpenValueJsonConverter<IDictionary<string, object?>>))]
#endif
    public IDictionary<string, object?> AdditionalProperties
    {
        get => _additionalProperties ??= new(StringComparer.Ordinal);
        init => _additionalProperties = value is null ? null : new(value, StringComparer.Ordinal);
    }

    /// <summary>Gets the additional properties without creating the dictionary, or <see langword="null"/> if there are none.</summary>
    internal IDictionary<string, object?>? Additional => _additionalProperties;
}
