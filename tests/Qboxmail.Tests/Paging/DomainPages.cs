namespace Qboxmail.Tests;

/// <summary>Responses of a list of domains that contain only their codes.</summary>
internal static class DomainPages
{
    /// <summary>Returns a page without pagination.</summary>
    public static string Of(params string[] codes) => $$"""{"resources": [{{Items(codes)}}]}""";

    /// <summary>Returns a page with pagination.</summary>
    public static string With(string pagination, params string[] codes) => $$"""{"resources": [{{Items(codes)}}], "pagination": {{pagination}}}""";

    private static string Items(string[] codes) => string.Join(", ", codes.Select(code => $$"""{"code": "{{code}}"}"""));
}
