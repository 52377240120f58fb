using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Qboxmail.Emulator.Pages;

/// <summary>The home page, which describes the emulator and shows its resources.</summary>
internal static class HomePage
{
    private static readonly HashSet<string> Good = ["enabled", "valid", "completed", "verified"];

    private static readonly HashSet<string> Bad =
        ["invalid", "failed", "failure", "blocked", "misconfigured", "completed_with_errors", "valid_with_skipped"];

    public static string Write(Overview overview, string address, QboxmailEmulatorOptions options)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Page(overview, address, options).WriteTo(text, HtmlEncoder.Default);
        return text.ToString();
    }

    private static IHtmlContent Page(Overview overview, string address, QboxmailEmulatorOptions options) => Html.Of(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Qboxmail emulator</title>
        <link rel="icon" href="/_emulator/icon.svg">
        <link rel="stylesheet" href="/_emulator/home.css">
        <script src="/_emulator/home.js" defer></script>
        </head>
        <body>
        <header>
        <h1><img src="/_emulator/icon.svg" alt="" width="32" height="32">Qboxmail emulator</h1>
        <p>A stateful, in-memory emulator of the Qboxmail Management API for tests and trials without an account. Unofficial: not made or
        endorsed by Qboxmail. It sends no email and discards its state when it stops.</p>
        <nav aria-label="Pages"><a class="button" href="/reference">Interactive reference</a><a href="/openapi.yaml">OpenAPI document</a><a
        href="/_emulator/state">State as JSON</a></nav>
        </header>
        <main>
        <section aria-labelledby="connect">
        <h2 id="connect">Connect</h2>
        <dl>
        <dt>Base address</dt><dd><code>{address}/</code></dd>
        <dt>Token</dt><dd><code>{options.Tokens[0].Value}</code> in the header <code>X-Api-Token</code></dd>
        <dt>Inferred operations</dt><dd>{(options.AllowInferred ? "are emulated" : "return 501")}</dd>
        </dl>
        <pre tabindex="0"><code>curl -H 'X-Api-Token: {options.Tokens[0].Value}' {address}/api/domains</code></pre>
        </section>
        <div id="state">
        {State(overview)}
        </div>
        {Limits()}
        </main>
        </body>
        </html>
        """);

    private static IHtmlContent State(Overview overview) => Html.Of(
        $"""
        <section aria-labelledby="resources">
        <h2 id="resources">Resources now</h2>
        <ul class="counts">{Html.All(overview.Kinds.Select(Count))}</ul>
        </section>
        {Html.All(overview.Kinds.Where(kind => kind.Count > 0).Select(Table))}
        """);

    private static IHtmlContent Count(Overview.Kind kind)
    {
        var content = Html.Of($"<b>{Number(kind.Count)}</b> {kind.Title}");
        return kind.Count > 0 ? Html.Of($"""<li><a href="#{kind.Name}">{content}</a></li>""") : Html.Of($"""<li class="none">{content}</li>""");
    }

    private static IHtmlContent Table(Overview.Kind kind) => Html.Of(
        $"""
        <section aria-labelledby="{kind.Name}">
        <div class="title"><h3 id="{kind.Name}">{kind.Title}</h3>
        <p class="states">{Html.All(kind.States.OrderByDescending(state => state.Value).Select(state => Tally(state.Key, state.Value)))}</p></div>
        <div class="table" tabindex="0" role="region" aria-labelledby="{kind.Name}"><table>
        <thead><tr><th scope="col">Code</th><th scope="col">Name</th><th scope="col">State</th></tr></thead>
        <tbody>
        {Html.All(kind.Newest.Select(Row))}</tbody>
        </table></div>
        {(kind.Count > kind.Newest.Count ? More(kind) : HtmlString.Empty)}
        </section>
        """);

    private static IHtmlContent Tally(string state, int count) => Html.Of($"{Badge(state)} {Number(count)} ");

    private static IHtmlContent Row(Overview.Row row) =>
        Html.Of($"<tr><td><code>{row.Code}</code></td><td>{row.Name}</td><td>{Badge(row.State)}</td></tr>\n");

    private static IHtmlContent More(Overview.Kind kind) =>
        Html.Of($"""<p class="more">The newest {kind.Newest.Count} of {Number(kind.Count)}.</p>""");

    private static IHtmlContent Badge(string state) => Html.Of($"""<span class="state {CssClass(state)}">{state}</span>""");

    private static string CssClass(string state) =>
        Good.Contains(state) ? "good" : Bad.Contains(state.Split(' ')[0]) ? "bad" : state == "disabled" ? "off" : "busy";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static IHtmlContent Limits() => Html.Of(
        $"""
        <section aria-labelledby="limits">
        <h2 id="limits">Facts and assumptions</h2>
        <p>Routes, parameters, requests and responses follow the <a href="/openapi.yaml">document</a>, which is written from the provider's public
        reference. Nothing was compared with the real service.</p>
        <ul>
        <li><b>Documented:</b> the envelope, paging, the format of errors, codes, the password rule, mailbox sizes, the proof of ownership before
        a domain is active, no mailbox in an inactive domain, 403 for paid resources without a billing profile.</li>
        <li><b>Assumed:</b> durations, intermediate states such as <code>updating</code> and <code>deleting</code>, most wordings, the
        success codes 201 and 204, columns and kinds of imports and reports, the permissions of roles.</li>
        <li><b>Invented:</b> logs, Delivery statistics, DNS records of Delivery, prices and packages.</li>
        <li><b>Not emulated:</b> email, real DNS, real payments, rate limits of the service (add a fault to see one).</li>
        <li><b>Inferred operations</b> return 501 unless they are allowed, because their real behavior is unknown.</li>
        </ul>
        </section>
        """);
}
