using System.ComponentModel;
using System.Globalization;

namespace Qboxmail.Json;

/// <summary>Converts an enumeration from and to its text, for Newtonsoft.Json, configuration and model binding.</summary>
internal sealed class OpenEnumTypeConverter<T> : TypeConverter
    where T : struct, IOpenEnum<T>
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? default(T).From(text) : base.ConvertFrom(context, culture, value);
}
