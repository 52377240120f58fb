namespace Qboxmail.Internal;

internal static class DnsName
{
    // Other clients of the API disagree on whether the fields of a domain contain the whole name, so both forms are accepted.
    public static string Below(string label, string domain)
    {
        label = label.TrimEnd('.');
        return label.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase) ? label : $"{label}.{domain}";
    }
}
