namespace Qboxmail.Http;

/// <summary>Recognizes loopback addresses, in more forms than <see cref="Uri.IsLoopback"/>.</summary>
internal static class Loopback
{
    private const string Name = "localhost";

    /// <summary>Returns whether an address certainly refers to this machine, so that plain HTTP does not expose the token.</summary>
    public static bool Is(Uri address) => HostOf(address) is var host && (IsName(host) || IsAddress(host));

    /// <summary>
    /// Returns whether requests to an address must bypass the system proxy. Unlike <see cref="Is"/>, this includes subdomains of localhost, although
    /// DNS may resolve them to another machine.
    /// </summary>
    public static bool BypassesProxy(Uri address) =>
        Is(address) || HostOf(address).EndsWith("." + Name, StringComparison.OrdinalIgnoreCase);

    private static string HostOf(Uri address) => address.IdnHost.TrimEnd('.');

    private static bool IsName(string host) => host.Equals(Name, StringComparison.OrdinalIgnoreCase);

    private static bool IsAddress(string host) =>
        IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
