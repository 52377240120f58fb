using System.ComponentModel;
using System.Globalization;
#if NET
using System.Diagnostics.CodeAnalysis;
#endif

namespace Qboxmail.Json;

/// <summary>Converts an enumeration from and to its text, for Newtonsoft.Json, configuration and model binding.</summary>
/// <param name="type">The enumeration; the type descriptor passes the type that has the attribute.</param>
internal sealed class OpenEnumTypeConverter(Type type) : TypeConverter
{
    private readonly Type _type = type;

    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

#if NET
    [UnconditionalSuppressMessage("Trimming", "IL2077", Justification = "An enumeration is a struct without a parameterless constructor.")]
#endif
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? ((IOpenEnum)Activator.CreateInstance(_type)!).From(text) : base.ConvertFrom(context, culture, value);
}
