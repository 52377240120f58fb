using System.Collections;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Qboxmail.Tests;

/// <summary>
/// Every operation is called with marked secrets, gets responses with marked secrets and with all that was sent, in a host that logs everything about
/// HTTP. The marks appear in nothing that is kept.
/// </summary>
public class OperationSecretTests
{
    private static IEnumerable<(DocumentedOperation Operation, string Method)> All =>
        ApiDocument.Operations.SelectMany(operation => operation.Methods, (operation, method) => (operation, method));

    private static readonly (string Name, Func<DocumentedOperation, Echo, HttpResponseMessage> Response)[] Responses =
    [
        ("a success with secrets", (operation, _) => Json(200, SampleResponses.OfOperation(operation)[0])),
        ("a success with secrets as names", (operation, echo) => Json(
            200,
            $$$"""{"resources": [{"code": "D1", "id": 1, {{{Quoted(echo.Token)}}}: 1}], """
            + $$$"""{{{Quoted(echo.Token)}}}: 1, "resource_code": "D1"}""")),
        ("a success that breaks off", (operation, _) => Json(
            200,
            $$$"""{"resources": [{"code": "D1", "password": "{{{Marks.Received}}}", "api_token": ["{{{Marks.Received}}}"], "x": """)),
        ("a success of another shape", (operation, echo) => Json(
            201,
            $$$"""["{{{Marks.Token}}}", {"postmaster_token": "{{{Marks.Received}}}", "params": {{{echo.Body}}}}]""")),
        ("an error with what was sent", (operation, echo) => Json(
            422,
            $$$"""{"message": {{{Quoted($"{echo.Token} {echo.Passwords}")}}}, "params": {{{echo.Body}}}, "errors": """
            + $$$"""[{"field": {{{Quoted(echo.Token)}}}, "description": {{{Quoted(echo.Passwords)}}}}]}""")),
        ("an error with every character escaped", (operation, echo) => Json(
            401,
            $$$"""{"message": "{{{Codes(echo.Passwords + echo.Token)}}}", "errors": """
            + $$$"""{"{{{Codes(echo.Passwords)}}}": ["{{{Codes(echo.Token)}}}"]}}""")),
        ("an error with secrets of its own", (operation, _) => Json(403, SampleResponses.OfErrors[3])),
        ("a page of HTML", (operation, echo) => Text(
            500,
            "text/html",
            $"<pre>{WebUtility.HtmlEncode(echo.Everything)}</pre><a href=\"?{WebUtility.UrlEncode(echo.Everything)}\">again</a>")),
        ("a page with addresses", (operation, echo) => Text(502, $"text/{echo.Token}", Uri.EscapeDataString(echo.Everything))),
        ("another encoding", (operation, echo) => new(HttpStatusCode.BadRequest)
        {
            Content = new ByteArrayContent([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(echo.Everything)])
        }),
        ("a redirect", (operation, echo) => FakeApi.Response(
            HttpStatusCode.Found, echo.Everything, ("Location", $"https://elsewhere.example.com/?{echo.Token}"))),
        ("a lost connection", (operation, echo) => throw new HttpRequestException(
            "Lost.", new IOException($"Invalid status line: {echo.Everything}"))),
    ];

    [Test]
    public Task No_log_exception_activity_or_metric_contains_a_secret() => Cases.AllPassAsync(All, async item =>
    {
        var (operation, method) = item;

        using var recorded = new Recording();

        foreach (var (name, response) in SendsPassword(operation) ? Responses : Cases.For(operation, Responses))
        {
            var requestsBefore = recorded.Requests;

            await recorded.CallAsync(operation, method, request => response(operation, Echo.Of(request)));

            Assert.That(recorded.Requests, Is.GreaterThan(requestsBefore), name);
        }

        Assert.That(recorded.Texts.Where(Marks.AreIn), Is.Empty);
    });

    [Test]
    public async Task Requests_and_responses_contain_the_marked_secrets()
    {
        var sent = new List<string>();

        foreach (var operation in ApiDocument.Operations)
        {
            var requests = 0;
            using var recorded = new Recording();
            await recorded.CallAsync(operation, operation.Methods[0], request =>
            {
                sent.Add(Echo.Of(request).Everything);
                return OperationCall.Documented(operation, operation.Successes.First().Key, ++requests);
            });
        }

        var withPassword = ApiDocument.Operations.Count(SendsPassword);
        Assert.That(sent, Has.Count.GreaterThanOrEqualTo(ApiDocument.Operations.Count).And.All.Contains(Marks.Token));
        Assert.That(
            sent.Count(text => text.Contains(
                JsonEncodedText.Encode(Marks.Sent, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), StringComparison.Ordinal)),
            Is.EqualTo(withPassword));
        Assert.That(withPassword, Is.GreaterThan(8));
        Assert.That(
            Marks.AreIn(SampleResponses.OfOperation(ApiDocument.Operations.Single(operation => operation.Id == "DeliveryAccounts_Get"))[0]),
            Is.True);
    }

    [Test]
    public void No_object_or_debugger_display_prints_a_secret()
    {
        var options = new QboxmailClientOptions { ApiToken = Marks.Token };
        using var client = new QboxmailClient(options);
        var models = typeof(Domain).Assembly.GetExportedTypes().Where(
            type => type.Namespace == "Qboxmail.Models" && type is { IsClass: true, IsNested: false, IsAbstract: false });
        var objects = models
            .Select(model => Marks.Send(new SampleValues().Make(model)))
            .Concat([options, client, client.Delivery, client.Domains])
            .ToList();

        Assert.That(objects.Sum(item => Marks.Passwords(item).Count()), Is.GreaterThan(15));
        Assert.That(objects.Select(item => $"{item} {Displayed(item)}").Where(Marks.AreIn), Is.Empty);
    }

    /// <summary>What a debugger shows of an object before it is opened.</summary>
    private static string Displayed(object item)
    {
        var display = item.GetType().GetCustomAttribute<System.Diagnostics.DebuggerDisplayAttribute>()?.Value ?? "";
        return string.Join(
            " ",
            display.Split('{', '}')
                .Where((_, index) => index % 2 == 1)
                .Select(name => item.GetType().GetProperty(name.Split(',')[0])!.GetValue(item)));
    }

    private static bool SendsPassword(DocumentedOperation operation) =>
        operation.Body?.Schema!.Properties?.Values.Any(property => property.Actual().Format == "password") == true;

    private static HttpResponseMessage Json(int status, string body) => Text(status, "application/json", body);

    private static HttpResponseMessage Text(int status, string type, string body)
    {
        var content = new StringContent(body);
        content.Headers.ContentType = new(type);
        return new((HttpStatusCode)status) { Content = content };
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Codes(string text) => string.Concat(text.Select(character => $"\\u{(int)character:X4}"));

    /// <summary>What a request contained.</summary>
    private sealed record Echo(string Token, string Body)
    {
        public string Everything => $"X-Api-Token: {Token}\n{Body}";

        public string Passwords => Body == "{}" ? "" : Marks.Sent;

        public static Echo Of(HttpRequestMessage request)
        {
            var body = request.Content?.ReadAsStringAsync().GetAwaiter().GetResult();
            return new(
                request.Headers.GetValues("X-Api-Token").Single(),
                body?.Contains(Marks.SentCore, StringComparison.Ordinal) == true ? body : "{}");
        }
    }

    /// <summary>A host that logs everything, and the records of its calls.</summary>
    private sealed class Recording : IDisposable
    {
        private readonly RecordedLog _log = new();
        private readonly RecordedActivities _activities = new();
        private readonly RecordedMetrics _metrics = new();
        private readonly StubHandler _server;
        private readonly ServiceProvider _services;
        private readonly List<string> _texts = [];
        private Func<HttpRequestMessage, HttpResponseMessage> _response = null!;

        public Recording()
        {
            _server = new StubHandler(request => _response(request));
            var services = new ServiceCollection();
            services.AddLogging(logging => logging.AddProvider(_log).SetMinimumLevel(LogLevel.Trace));
            services
                .AddQboxmail(options =>
                {
                    options.ApiToken = Marks.Token;
                    options.BaseAddress = FakeApi.Address;
                    options.MaxRetries = 1;
                    options.TimeProvider = new FakeTime { AutoAdvanceDelays = true };
                })
                .ConfigurePrimaryHttpMessageHandler(() => _server);
            _services = services.BuildServiceProvider();
        }

        public int Requests => _server.Count;

        // An exception of a handler's own making is logged by HttpClientFactory before anybody can look at it.
        public IEnumerable<string> Texts =>
        [
            .. _texts,
            .. _log.Entries
                .Where(entry => entry.Category == "Qboxmail" || !entry.Everything.Contains("Invalid status line", StringComparison.Ordinal))
                .Select(entry => entry.Everything),
            .. _metrics.All,
            .. _activities.Ended.SelectMany(
                activity => activity.TagObjects.Select(tag => $"{tag}").Append($"{activity.DisplayName} {activity.StatusDescription}")),
            .. _activities.Ended
                .SelectMany(activity => activity.Events)
                .SelectMany(@event => @event.Tags.Select(tag => $"{tag}").Append(@event.Name)),
        ];

        public async Task CallAsync(DocumentedOperation operation, string method, Func<HttpRequestMessage, HttpResponseMessage> response)
        {
            _response = response;

            try
            {
                var result = await new OperationInvocation(operation, method).RunAsync(_services.GetRequiredService<QboxmailClient>());
                _texts.Add($"{result} {string.Join(" ", (result as IEnumerable)?.Cast<object?>() ?? [])}");
                (result as IDisposable)?.Dispose();
            }
            catch (QboxmailException exception)
            {
                for (Exception? current = exception; current is not null; current = current.InnerException)
                {
                    _texts.Add(current.ToString());
                    _texts.AddRange(current.Data.Values.Cast<object?>().Select(value => $"{value}"));
                    // The text of the exception contains the stack trace, which takes long to write.
                    _texts.AddRange(current.GetType().GetProperties()
                        .Where(property => property.Name is not (nameof(Exception.StackTrace) or nameof(Exception.TargetSite)))
                        .Select(property => property.GetValue(current))
                        .Select(value => $"{value} {string.Join(" ", (value as IEnumerable)?.Cast<object?>() ?? [])}"));
                }
            }
        }

        public void Dispose()
        {
            _services.Dispose();
            _server.Dispose();
            _activities.Dispose();
            _metrics.Dispose();
        }
    }
}
