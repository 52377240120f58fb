using System.Net;
using System.Text;

namespace Qboxmail.Tests;

/// <summary>JSON that is meant to break its reader, for a single resource, a list, a creation and an error.</summary>
[Parallelizable]
public class HostileJsonTests
{
    private static readonly (string Name, string Json)[] Shapes =
    [
        ("lists 10,000 deep", new string('[', 10_000) + new string(']', 10_000)),
        ("objects 10,000 deep", string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000)),
        ("a number of 10,000 digits", new string('9', 10_000)),
        ("a fraction of 10,000 digits", "0." + new string('9', 10_000)),
        ("an exponent of 10,000 digits", "1e" + new string('9', 10_000)),
        ("an exponent of minus 10,000 digits", "1e-" + new string('9', 10_000)),
        ("a number that is rounded beyond the least decimal", "-79228162514264337593543950335.5"),
        ("a number that is rounded beyond the greatest decimal", "79228162514264337593543950335.9"),
        ("the same name twice", """{"code": "D1", "code": {"code": []}}"""),
        ("NUL in a text", "\"a\\u0000b\""),
        ("a lone surrogate", "\"\\ud800\""),
        ("a long name", $$"""{"{{new string('n', Testing.Cases.CountOf(1_000_000))}}": 1}"""),
        ("a long text", $"\"{new string('x', Testing.Cases.CountOf(1_000_000))}\""),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        from shape in Shapes
        from status in new[] { 200, 201, 422 }
        select new TestCaseData(shape.Json, status).SetArgDisplayNames(shape.Name, $"{status}");

    [TestCaseSource(nameof(Cases))]
    public async Task Hostile_JSON_is_read_or_rejected_with_QboxmailApiException(string json, int status)
    {
        foreach (var body in new[]
        {
            json,
            $$"""{"resources": [{"code": {{json}}, "default_quota": {{json}}, "x": {{json}}}]}""",
            $$"""{"resource_code": {{json}}, "message": {{json}}, "errors": {{json}}}""",
        })
        {
            using var server = new StubHandler(_ =>
                new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
            using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, MaxRetries = 0 }, server);

            await OnlyOurs(() => client.Domains.GetAsync("D1"));
            await OnlyOurs(() => client.Domains.ListPageAsync());
            await OnlyOurs(() => client.Domains.CreateAsync(new("example.com", "Secret-1")));
        }

        async Task OnlyOurs(Func<Task> call)
        {
            try
            {
                await call();
                Assert.That(status, Is.LessThan(300));
            }
            catch (Exception exception) when (exception is not AssertionException)
            {
                Assert.That(exception, Is.TypeOf<QboxmailApiException>());
                Assert.That((int)((QboxmailApiException)exception).StatusCode, Is.EqualTo(status));
            }
        }
    }
}
