namespace Qboxmail.Tests;

/// <summary>Responses of a list of domains, which contain only their codes or their codes and names.</summary>
internal static class DomainPages
{
    /// <summary>Returns a page without pagination.</summary>
    public static string Of(params string[] codes) => $$"""{"resources": [{{Items(codes)}}]}""";

    /// <summary>Returns a page with pagination.</summary>
    public static string With(string pagination, params string[] codes) => $$"""{"resources": [{{Items(codes)}}], "pagination": {{pagination}}}""";

    /// <summary>Returns the only page of a list of domains with names.</summary>
    public static string Named(params (string Code, string Name)[] domains)
    {
        var items = domains.Select(domain => $$"""{"code": "{{domain.Code}}", "name": "{{domain.Name}}"}""");
        return $$"""{"resources": [{{string.Join(", ", items)}}], "pagination": {"total_pages": 1} }""";
    }

    private static string Items(string[] codes) => string.Join(", ", codes.Select(code => $$"""{"code": "{{code}}"}"""));
}
