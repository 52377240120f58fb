using Qboxmail.Http;

namespace Qboxmail.Tests;

/// <summary>How the values of filters are written in an address.</summary>
public class QueryValueTests
{
    private static readonly DateTimeOffset Instant = new(2026, 4, 5, 6, 7, 8, 90, TimeSpan.FromHours(2));

    private static readonly (string Expected, Func<ApiRequest, ApiRequest> Add)[] Values =
    [
        ("", request => request.Query("a", (string?)null)),
        ("?a=x%20%26%2F%C3%A0", request => request.Query("a", "x &/à")),
        ("?a%5Bb%5D=x", request => request.Query("a[b]", "x")),
        ("?a=true", request => request.Query("a", true)),
        ("?a=false", request => request.Query("a", false)),
        ("", request => request.Query("a", (bool?)null)),
        ("?a=-5", request => request.Query("a", -5)),
        ("", request => request.Query("a", (long?)null)),
        ("?a=2026-04-05", request => request.Query("a", Instant.DateTime)),
        ("", request => request.Query("a", (DateTime?)null)),
        ("?a=2026-04-05T06%3A07%3A08.09%2B02%3A00", request => request.Query("a", Instant)),
        ("", request => request.Query("a", (DateTimeOffset?)null)),
        ("?a=x,y%3Bz", request => request.Query("a", ["x", "y;z"], ",")),
        ("", request => request.Query("a", (IReadOnlyList<string>?)null, ",")),
        ("?a=1,-2", request => request.Query("a", [1L, -2L], ",")),
        ("", request => request.Query("a", (IReadOnlyList<long>?)null, ",")),
        ("?a=1&b=2&c=3", request => request.Query("a", 1).Query("b", 2).Query("c", 3)),
        ("?a=1&page=2&per=3", request => request.Query("a", 1).Page(2, 3)),
        ("?page=2", request => request.Page(2, null)),
    ];

    [Test]
    public void Each_type_is_written_in_its_own_form() => Cases.AllPass(
        Values,
        value =>
        {
            var request = value.Add(new ApiRequest(new ApiOperation("Test_List", HttpMethod.Get, "api/x")));

            Assert.That(request.RelativeAddress, Is.EqualTo("api/x" + value.Expected));
            Assert.That(request.MatchesNothing, Is.False);
        });
}
