using Microsoft.Extensions.Options;
using Qboxmail;
using Qboxmail.Quickstart;

using var stop = new CancellationTokenSource();

Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    if (Arguments.Parse(args) is not { } arguments)
    {
        Console.WriteLine(Arguments.Help);
        return 0;
    }

    await using var target = await Target.ChooseAsync(arguments, stop.Token);
    Console.WriteLine(target.Description);

    if (arguments.Probe)
    {
        await ProbeCommand.RunAsync(target, stop.Token);
    }
    else
    {
        await Workflow.RunAsync(target, arguments.Domain, stop.Token);
    }

    return 0;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped. What was created before stays.");
    return 130;
}
catch (Exception exception) when (exception is QboxmailException or OptionsValidationException or UsageException or IOException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
