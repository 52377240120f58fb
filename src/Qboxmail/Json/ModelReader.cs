namespace Qboxmail.Json;

internal static class ModelReader
{
    /// <summary>Creates the delegate that reads a model. The delegate returns <see langword="null"/> for a value that is not an object.</summary>
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
