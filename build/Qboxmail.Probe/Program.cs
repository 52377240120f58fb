using Microsoft.Extensions.Options;
using Qboxmail;
using Qboxmail.Probe;

using var stop = new CancellationTokenSource();

Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (args is not ([] or ["--production"]))
{
    Console.Error.WriteLine("""
        Sends every GET of the document and writes a report without values, qboxmail-probe.md.

        Without arguments it runs against an emulator in this process, or against the sandbox when QBOXMAIL_SANDBOX_TOKEN is set.
        With --production it runs against production with QBOXMAIL_API_TOKEN.
        """);
    return args is ["--help" or "-h" or "-?"] ? 0 : 1;
}

try
{
    await using var target = await Target.ChooseAsync(production: args.Length > 0, stop.Token);
    Console.WriteLine(target.Description);

    await ProbeCommand.RunAsync(target, stop.Token);
    return 0;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Canceled. No report was written.");
    return 130;
}
catch (Exception exception) when (exception is QboxmailException or OptionsValidationException or UsageException or IOException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
