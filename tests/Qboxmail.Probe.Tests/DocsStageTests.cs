using Qboxmail.Probe.Stages;
using Qboxmail.Probe.StandIns;

namespace Qboxmail.Probe.Tests;

public class DocsStageTests
{
    private const string NoPath =
        "The page of the documented operation GET /api/domains does not contain its path, so pages prove nothing. Check whether the site moved.";

    [Test]
    public async Task Pages_confirm_refute_and_leave_unknown()
    {
        var routes = Harness.Document.Operations.Where(operation => operation.Id != "Permissions_List").Select(operation => operation.Route).ToList();
        Replace(routes, "Reports_List", new Route("GET", "/api/reports/domains"));
        var result = await RunAsync(routes, DocsBehavior.Pages);
        var byId = result.Evidence.ToDictionary(evidence => evidence.Operation);

        Assert.That(result.Inconclusive, Is.Null);
        Assert.That(byId, Has.Count.EqualTo(Harness.Document.Operations.Count(operation => operation.IsInferred)));
        Assert.That(byId["Reports_List"].Verdict, Is.EqualTo(Verdict.Refuted));
        Assert.That(byId["Reports_List"].Existing, Is.EqualTo(new[] { new Route("GET", "/api/reports/domains") }));
        Assert.That(byId["Permissions_List"].Verdict, Is.EqualTo(Verdict.Unknown), "a missing page alone refutes nothing");
        Assert.That(byId.Values.Count(evidence => evidence.Verdict == Verdict.Confirmed), Is.EqualTo(byId.Count - 2));
    }

    [TestCase(nameof(DocsBehavior.Empty), "The page of the documented operation GET /api/domains returned 404. Check whether the site moved.")]
    [TestCase(nameof(DocsBehavior.SinglePage), NoPath)]
    [TestCase(nameof(DocsBehavior.Moved), NoPath)]
    [TestCase(nameof(DocsBehavior.Navigation), "A page that cannot exist contains the path of a documented operation, so pages prove nothing.")]
    public async Task A_server_that_answers_nonsense_pages_like_documented_ones_proves_nothing(string behavior, string reason)
    {
        var result = await RunAsync(Harness.Document.Operations.Select(operation => operation.Route), Enum.Parse<DocsBehavior>(behavior));

        Assert.That(result.Inconclusive, Is.EqualTo(reason));
        Assert.That(result.Evidence, Is.Empty);
    }

    private static void Replace(List<Route> routes, string operation, Route route) =>
        routes[routes.IndexOf(Harness.Document.Find(operation).Route)] = route;

    private static async Task<StageResult> RunAsync(IEnumerable<Route> routes, DocsBehavior behavior)
    {
        await using var server = await DocsServer.StartAsync(routes, behavior, CancellationToken.None);
        using var handler = new SocketsHttpHandler { UseProxy = false };
        var sender = Harness.CreateSender(handler);
        return await new DocsStage(Harness.Document, sender, server.Address)
            .RunAsync(Harness.Empty(DocsStage.Name), Harness.NoProgress, CancellationToken.None);
    }
}
