using Qboxmail.Fuzz;

namespace Qboxmail.Tests;

/// <summary>A slice of the program Qboxmail.Fuzz: damaged answers for everything that reads them.</summary>
public class DamagedResponseTests
{
    private const int Count = 6000;

    [Test]
    public void Each_is_read_or_refused_with_an_exception_of_the_library_that_shows_no_secret()
    {
        var run = new FuzzRun(FuzzTargets.Create(), seed: 20260416);

        while (run.Count < Count)
        {
            run.RunNext();
        }

        Assert.That(run.Findings.Select(finding => $"{finding.Input.Target}, {finding.Input.Kind}: {finding.Problem}"), Is.Empty);
        // It would be no test if nothing was read, or nothing refused.
        Assert.That(run.Outcomes.Keys.Select(key => key.Outcome), Is.SupersetOf(["read", "refused: Unexpected", "refused: ValidationFailed"]));
    }

    [Test]
    public void Are_the_same_whenever_they_are_made_from_the_same_number()
    {
        var target = FuzzTargets.Create()[0];

        var bodies = Enumerable.Range(0, 50).Select(number => Mutations.Make(target, new Random(number)).Body).ToList();
        var again = Enumerable.Range(0, 50).Select(number => Mutations.Make(target, new Random(number)).Body).ToList();

        Assert.That(again, Is.EqualTo(bodies));
        Assert.That(bodies.Select(Convert.ToBase64String).Distinct().Count(), Is.GreaterThan(40));
    }

    [Test]
    public void A_foreign_exception_would_be_found()
    {
        var target = new FuzzTarget("bad reader", ["{}"], [200], _ => throw new NotSupportedException(), SendsPassword: false, exception => exception is QboxmailException);
        var run = new FuzzRun([target], seed: 1);

        run.RunNext();

        Assert.That(run.Findings.Single().Problem, Does.StartWith("foreign exception NotSupportedException"));
    }

    [TestCase(200, """{"name": "ANSWEREDMARK-0123456789"}""", false)]
    [TestCase(200, """{"password": "ANSWEREDMARK-0123456789"}""", true)]
    [TestCase(200, """{"api_token": ["ANSWEREDMARK-0123456789"], "x": 1}""", true)]
    [TestCase(422, """{"errors": {"password": ["ANSWEREDMARK-0123456789"]}}""", false)]
    [TestCase(200, """{"password": "ANSWEREDMARK-0123456789", """, true)]
    public void A_secret_that_shows_would_be_found(int status, string body, bool isFound)
    {
        var target = new FuzzTarget("open reader", [body], [status], input => throw new QboxmailException(System.Text.Encoding.UTF8.GetString(input.Body)), SendsPassword: false, _ => true);
        var run = new FuzzRun([target], seed: 1);

        run.Run(target, new(target.Name, "as documented", status, [], System.Text.Encoding.UTF8.GetBytes(body)));

        Assert.That(run.Findings, Has.Count.EqualTo(isFound ? 1 : 0));
    }
}
