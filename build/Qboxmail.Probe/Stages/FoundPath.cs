using Qboxmail.Probe.Sending;

namespace Qboxmail.Probe.Stages;

/// <summary>The methods of a path according to a reply.</summary>
/// <param name="Methods">The sorted methods of the path, or <see langword="null"/> if the path does not exist or its methods are unknown.</param>
/// <param name="IsComplete"><see langword="true"/> if the finding covers all methods of the path; otherwise, <see langword="false"/>.</param>
internal sealed record FoundPath(IReadOnlyList<string>? Methods, bool IsComplete)
{
    public static FoundPath Uncertain { get; } = new(null, IsComplete: false);

    public static FoundPath Missing { get; } = new(null, IsComplete: true);

    public bool IsMissing => this == Missing;

    public bool Has(string method) => Methods?.Contains(method) == true;

    /// <summary>Interprets a reply to OPTIONS, or to GET without a token.</summary>
    public static FoundPath Read(HttpMethod question, Reply reply) => (question.Method, reply) switch
    {
        ("OPTIONS", { Status: >= 200 and < 300 or 405, Allow: { } allow }) => Of(allow),
        ("GET", { Status: 405, Allow: { } allow }) => Of(allow),
        // The route exists and rejects a request without a token. Other methods remain unknown.
        ("GET", { Status: 401 }) => new(["GET"], IsComplete: false),
        (_, { Status: 404 }) => Missing,
        _ => Uncertain,
    };

    private static FoundPath Of(IReadOnlyList<string> allow) =>
        new([.. allow.Where(method => method is not ("OPTIONS" or "HEAD")).Order(StringComparer.Ordinal)], IsComplete: true);
}
