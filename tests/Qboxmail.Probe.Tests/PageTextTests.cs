using Qboxmail.Probe.Sending;

namespace Qboxmail.Probe.Tests;

public class PageTextTests
{
    private const string Path = "/api/domains/{domain_code}/status";

    [TestCase("<code>/api/domains/{domain_code}/status</code>")]
    [TestCase("<b>PUT</b><code>/api/domains/:domain_code/status</code>")]
    [TestCase("<h1>Status</h1><p>PUT /api/domains/&#123;code&#125;/status</p>")]
    [TestCase("curl https://api.qboxmail.com/api/domains/<span class=\"p\">{domain_code}</span>/status?x=1")]
    [TestCase("/api/domains/&lt;domain_code&gt;/status.")]
    public void A_page_names_a_path_in_the_usual_forms(string html) => Assert.That(PageText.Names(html, Path), Is.True);

    [TestCase("/api/domains/{domain_code}/status/sync")]
    [TestCase("/api/domains/{domain_code}")]
    [TestCase("/v2/api/domains/{domain_code}/status")]
    [TestCase("/api/domains/{domain_code}/status_detail")]
    [TestCase("/api/domains/status")]
    [TestCase("<script>route('/api/domains/{domain_code}/status')</script>")]
    [TestCase("<!-- /api/domains/{domain_code}/status -->")]
    [TestCase("<a href=\"/api/domains/{domain_code}/status\">status</a>")]
    [TestCase("")]
    public void Other_paths_and_hidden_text_do_not_count(string html) => Assert.That(PageText.Names(html, Path), Is.False);

    [Test]
    public void A_path_without_parameters_is_not_the_beginning_of_another() =>
        Assert.That(PageText.Names("/api/domains/{code} and /api/domains/x", "/api/domains"), Is.False);
}
