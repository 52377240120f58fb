#if NET
using System.Diagnostics.CodeAnalysis;
#endif

namespace Qboxmail.Json;

/// <summary>Converts a string to an open enumeration, for Newtonsoft.Json, configuration binding and model binding.</summary>
/// <param name="type">The type of the enumeration, which TypeDescriptor passes to the constructor.</param>
internal sealed class OpenEnumTypeConverter(Type type) : TypeConverter
{
    private readonly Type _type = type;

    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

#if NET
    [UnconditionalSuppressMessage(
        "Trimming", "IL2077", Justification = "An open enumeration is a struct without a constructor that trimming could remove.")]
#endif
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? ((IOpenEnum)Activator.CreateInstance(_type)!).From(text) : base.ConvertFrom(context, culture, value);
}
