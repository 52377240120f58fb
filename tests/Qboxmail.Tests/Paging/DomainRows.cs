namespace Qboxmail.Tests;

/// <summary>Answers of a list of domains, with no more in them than their codes.</summary>
internal static class DomainRows
{
    /// <summary>A page without a word about where it stands.</summary>
    public static string Of(params string[] codes) => $$"""{"resources": [{{Rows(codes)}}]}""";

    /// <summary>A page with what the API says about it.</summary>
    public static string With(string pagination, params string[] codes) => $$"""{"resources": [{{Rows(codes)}}], "pagination": {{pagination}}}""";

    private static string Rows(string[] codes) => string.Join(", ", codes.Select(code => $$"""{"code": "{{code}}"}"""));
}
