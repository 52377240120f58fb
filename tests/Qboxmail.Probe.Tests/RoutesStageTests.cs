using System.Net;
using Qboxmail.Probe.Stages;

namespace Qboxmail.Probe.Tests;

public class RoutesStageTests
{
    private static readonly Uri Api = new("https://sandbox.example.com");

    [Test]
    public async Task Nothing_that_could_change_anything_is_sent_for_any_operation_of_the_document()
    {
        var methods = Harness.Document.Operations.Select(operation => operation.Method).Distinct();
        Assert.That(methods, Is.SupersetOf(new[] { "GET", "POST", "PUT", "DELETE" }));

        foreach (var answersOptions in new[] { true, false })
        {
            var sent = new List<HttpRequestMessage>();
            var result = await RunAsync(request =>
            {
                sent.Add(request);
                return answersOptions ? Options(request) : Get(request);
            });

            Assert.That(result.Inconclusive, Is.Null);
            Assert.That(sent, Has.Count.GreaterThan(100));
            Assert.That(sent.Select(request => request.Method.Method).Distinct(), Is.SubsetOf(new[] { "OPTIONS", "GET" }));
            Assert.That(sent.Where(request => request.Content is not null || request.Headers.Contains("X-Api-Token")), Is.Empty);

            // A path with parameters contains no code that a resource can have.
            var literals = Harness.Document.Operations.SelectMany(operation => operation.Route.Segments.Concat(
                operation.Candidates.SelectMany(candidate => candidate.Route.Segments))).Where(segment => !segment.StartsWith('{'));
            var unknown = sent.SelectMany(request => request.RequestUri!.AbsolutePath.Trim('/').Split('/'))
                .Except([.. literals, Route.UnknownCode, "qboxmail-probe-no-such-path"]);
            Assert.That(unknown, Is.Empty);
        }
    }

    [Test]
    public async Task OPTIONS_confirms_every_route_that_exists() =>
        Assert.That(
            (await RunAsync(Options)).Evidence.Where(evidence => evidence.Verdict != Verdict.Confirmed).Select(evidence => evidence.Operation),
            Is.Empty);

    [Test]
    public async Task GET_without_a_token_confirms_reads_and_leaves_writes_unknown()
    {
        var result = await RunAsync(Get);
        var verdicts = result.Evidence.ToDictionary(evidence => evidence.Operation, evidence => evidence.Verdict);

        Assert.That(verdicts["Domains_List"], Is.EqualTo(Verdict.Confirmed));
        Assert.That(verdicts["Domains_Create"], Is.EqualTo(Verdict.Unknown));
        Assert.That(verdicts.Values, Has.None.EqualTo(Verdict.Refuted));
    }

    [Test]
    public async Task A_path_that_a_parameter_also_matches_is_unknown()
    {
        // The service has /api/domains/{domain_code}, but not /api/domains/without_manager.
        var routes = Routes().Where(route => route.Path != "/api/domains/without_manager").ToList();
        var result = await RunAsync(request => Options(request, routes));
        var evidence = result.Evidence.Single(evidence => evidence.Operation == "Domains_ListWithoutManager");

        Assert.That(evidence.Verdict, Is.EqualTo(Verdict.Unknown));
    }

    [Test]
    public async Task Another_method_of_the_path_and_another_path_are_found()
    {
        var routes = Routes();
        routes[routes.IndexOf(new Route("PUT", "/api/domains/{domain_code}/status"))] = new Route("POST", "/api/domains/{domain_code}/status");
        routes[routes.IndexOf(new Route("GET", "/api/logs/incoming"))] = new Route("GET", "/api/etlive/incoming");
        routes.Remove(new Route("GET", "/api/delivery/dashboard"));
        var byId = (await RunAsync(request => Options(request, routes))).Evidence.ToDictionary(evidence => evidence.Operation);

        Assert.That(byId["Domains_SetStatus"].Existing, Is.EqualTo(new[] { new Route("POST", "/api/domains/{domain_code}/status") }));
        Assert.That(byId["EmailLogs_ListIncoming"].Existing, Is.EqualTo(new[] { new Route("GET", "/api/etlive/incoming") }));
        Assert.That((byId["DeliveryDashboard_Get"].Verdict, byId["DeliveryDashboard_Get"].Existing.Count), Is.EqualTo((Verdict.Refuted, 0)));
        Assert.That(byId.Values.Count(evidence => evidence.Verdict == Verdict.Refuted), Is.EqualTo(3));
    }

    [TestCase(HttpStatusCode.OK)]
    [TestCase(HttpStatusCode.Unauthorized)]
    [TestCase(HttpStatusCode.NotFound)]
    [TestCase(HttpStatusCode.Forbidden)]
    [TestCase(HttpStatusCode.Found)]
    public async Task A_service_that_answers_every_path_alike_proves_nothing(HttpStatusCode status)
    {
        var result = await RunAsync(_ =>
        {
            var response = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
            response.Content.Headers.Allow.Add("GET");
            return response;
        });

        Assert.That(result.Inconclusive, Does.StartWith("Neither OPTIONS nor GET without a token distinguishes"));
        Assert.That(result.Evidence, Is.Empty);
    }

    private static List<Route> Routes() => [.. Harness.Document.Operations.Select(operation => operation.Route)];

    private static async Task<StageResult> RunAsync(Func<HttpRequestMessage, HttpResponseMessage> respond)
    {
        using var handler = new StubHandler(respond);
        return await new RoutesStage(Harness.Document, Harness.CreateSender(handler), Api)
            .RunAsync(Harness.Empty(RoutesStage.Name), Harness.NoProgress, CancellationToken.None);
    }

    private static HttpResponseMessage Options(HttpRequestMessage request) => Options(request, Routes());

    private static HttpResponseMessage Options(HttpRequestMessage request, IReadOnlyList<Route> routes)
    {
        var methods = Methods(request, routes);
        var status = methods.Count == 0 ? HttpStatusCode.NotFound : HttpStatusCode.NoContent;
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        methods.ForEach(response.Content.Headers.Allow.Add);
        return response;
    }

    private static HttpResponseMessage Get(HttpRequestMessage request)
    {
        var methods = Methods(request, Routes());
        return new HttpResponseMessage(
            request.Method == HttpMethod.Options ? HttpStatusCode.MethodNotAllowed
            : methods.Contains("GET") ? HttpStatusCode.Unauthorized
            : HttpStatusCode.NotFound);
    }

    /// <summary>Gets the methods of the path with the fewest parameters that matches, as routers do.</summary>
    private static List<string> Methods(HttpRequestMessage request, IReadOnlyList<Route> routes)
    {
        var segments = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
        var path = routes.Where(route => route.Segments.Count == segments.Length
                && route.Segments.Zip(segments).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second))
            .GroupBy(route => route.Path).MinBy(group => group.First().Parameters.Count);
        return [.. path?.Select(route => route.Method) ?? []];
    }
}
