namespace Qboxmail.Quickstart;

internal static class Probe
{
    public static Task RunAsync(Target target, CancellationToken cancellationToken) => throw new UsageException("later");
}
