using System.Reflection;
using System.Runtime.Versioning;
using System.Text;

namespace Qboxmail.Fuzz;

/// <summary>Checks that the fuzzer detects known defects. A run that misses them proves nothing.</summary>
internal static class SelfCheck
{
#if NETSTANDARD_BUILD
    private const string ExpectedTarget = ".NETStandard,Version=v2.0";
#else
    private const string ExpectedTarget = ".NETCoreApp,Version=v10.0";
#endif

    private static readonly (int Status, string Body, bool IsLeak)[] Responses =
    [
        (200, """{"name": "RECEIVEDMARK-0123456789"}""", false),
        (200, """{"password": "RECEIVEDMARK-0123456789"}""", true),
        (200, """{"api_token": ["RECEIVEDMARK-0123456789"], "x": 1}""", true),
        (422, """{"errors": {"password": ["RECEIVEDMARK-0123456789"]}}""", false),
        (200, """{"password": "RECEIVEDMARK-0123456789", """, true),
    ];

    /// <summary>Gets the target framework of the library under test.</summary>
    public static string LibraryTarget { get; } = typeof(QboxmailClient).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;

    /// <summary>Returns the checks that fail.</summary>
    public static IEnumerable<string> Failures()
    {
        if (LibraryTarget != ExpectedTarget)
        {
            yield return $"The program runs the library's build for {LibraryTarget} instead of {ExpectedTarget}.";
        }

        var throwing = new FuzzTarget(
            "throwing reader", ["{}"], [200], _ => throw new NotSupportedException(), SendsPassword: false,
            exception => exception is QboxmailException);

        if (!Problem(throwing, "{}", 200).StartsWith("foreign exception NotSupportedException", StringComparison.Ordinal))
        {
            yield return "The fuzzer does not report a foreign exception.";
        }

        var leaking = new FuzzTarget(
            "leaking reader", ["{}"], [200], input => throw new QboxmailException(Encoding.UTF8.GetString(input.Body)),
            SendsPassword: false, _ => true);

        foreach (var (status, body, isLeak) in Responses)
        {
            if (Problem(leaking, body, status).Length > 0 != isLeak)
            {
                yield return $"The fuzzer does not decide correctly whether an exception with the text {body} exposes a secret.";
            }
        }

        var bodies = Enumerable.Range(0, 50).Select(seed => Convert.ToBase64String(Mutations.Create(throwing, new Random(seed)).Body)).ToList();

        if (!bodies.SequenceEqual(Enumerable.Range(0, 50).Select(seed => Convert.ToBase64String(Mutations.Create(throwing, new Random(seed)).Body))))
        {
            yield return "The same seed creates different bodies.";
        }
    }

    private static string Problem(FuzzTarget target, string body, int status)
    {
        var run = new FuzzRun([target], seed: 1);
        run.Run(target, new(target.Name, "as documented", status, [], Encoding.UTF8.GetBytes(body)));
        return run.Findings.SingleOrDefault()?.Problem ?? "";
    }
}
