using Qboxmail.Probe.Sending;

namespace Qboxmail.Probe.Stages;

/// <summary>What a request showed about a path.</summary>
/// <param name="Methods">The methods of the path, sorted; null if the path does not exist or its methods are unknown.</param>
/// <param name="IsUncertain">Whether the response proves nothing.</param>
internal sealed record FoundPath(IReadOnlyList<string>? Methods, bool IsUncertain)
{
    public static FoundPath Uncertain { get; } = new(null, IsUncertain: true);

    public static FoundPath Missing { get; } = new(null, IsUncertain: false);

    public bool IsMissing => this == Missing;

    public bool Has(string method) => Methods?.Contains(method) == true;

    /// <summary>Reads a reply to OPTIONS, or to GET without a token.</summary>
    public static FoundPath Read(HttpMethod question, Reply reply) => (question.Method, reply) switch
    {
        ("OPTIONS", { Status: >= 200 and < 300 or 405, Allow: { } allow }) => Of(allow),
        ("GET", { Status: 405, Allow: { } allow }) => Of(allow),
        // The route exists, and rejects a request without a token.
        ("GET", { Status: 401 }) => Of(["GET"]),
        (_, { Status: 404 }) => Missing,
        _ => Uncertain,
    };

    private static FoundPath Of(IReadOnlyList<string> allow) =>
        new([.. allow.Where(method => method is not ("OPTIONS" or "HEAD")).Order(StringComparer.Ordinal)], IsUncertain: false);
}
