namespace Qboxmail.Json;

/// <summary>Reads the models of responses.</summary>
internal static class ModelReader
{
    /// <summary>Creates the delegate that reads a model. It returns null for a value that is not an object.</summary>
    public static ReadValue<T?> Create<T>()
        where T : class, IResponseModel, new() => static (ref json) =>
    {
        if (!json.StartObject())
        {
            return null;
        }

        var item = new T();
        item.ReadFields(ref json);
        return item;
    };
}
