namespace Qboxmail.Probe.Tests;

public class RouteTests
{
    [Test]
    public void The_address_of_each_documented_page_follows_from_method_and_path()
    {
        var pages = Harness.Document.Operations
            .Where(operation => operation.Provenance == "documented")
            .Select(operation => (
                Predicted: $"https://docs.qboxmail.com/en/api/{operation.Route.Slug}/",
                Known: operation.Node["externalDocs"]!["url"]!.Text))
            .ToList();

        Assert.That(pages, Has.Count.GreaterThan(50));
        Assert.That(pages.Where(page => page.Predicted != page.Known), Is.Empty);
    }

    [TestCase("/api/domains/{domain_code}/status", "/api/domains/{domain_code}/qboxmail-probe-no-such-path")]
    [TestCase("/api/domains/{domain_code}", "/api/qboxmail-probe-no-such-path/{domain_code}")]
    public void A_neighbor_differs_in_the_last_literal_segment(string path, string neighbor) =>
        Assert.That(new Route("GET", path).WithUnknownSegment().Path, Is.EqualTo(neighbor));

    [Test]
    public void Every_candidate_differs_from_its_operation_and_from_all_others()
    {
        var routes = Harness.Document.Operations.Select(operation => operation.Route)
            .Concat(Harness.Document.Operations.SelectMany(operation => operation.Candidates, (_, candidate) => candidate.Route)).ToList();

        Assert.That(Harness.Document.Operations.Sum(operation => operation.Candidates.Count), Is.EqualTo(43));
        Assert.That(routes.Distinct().Count(), Is.EqualTo(routes.Count));
    }
}
