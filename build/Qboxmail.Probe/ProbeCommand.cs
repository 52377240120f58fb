using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Qboxmail.Probe.Document;
using Qboxmail.Probe.Edits;
using Qboxmail.Probe.Reports;
using Qboxmail.Probe.Results;
using Qboxmail.Probe.Stages;
using Qboxmail.Probe.StandIns;
using Spectre.Console;

namespace Qboxmail.Probe;

internal static class ProbeCommand
{
    private static readonly Option<DirectoryInfo?> Repository = new("--repository")
    {
        Description = "Root folder of a clone of the repository. By default, the clone that contains the current folder.",
        HelpName = "folder",
        Recursive = true,
    };

    private static readonly Option<DirectoryInfo?> Output = new("--output")
    {
        Description = "Folder to write the report to. By default, artifacts/probe in the repository.",
        HelpName = "folder",
        Recursive = true,
    };

    private static readonly Option<Uri?> Address = new("--address")
    {
        Description = "Base URL to send requests to, instead of the default of the stage.",
        HelpName = "address",
        Recursive = true,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[^1].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError("--address requires a URL that begins with http:// or https://.");
            return null;
        },
    };

    private static readonly Option<double> Interval = new("--interval")
    {
        Description = "Minimum time between the starts of two requests, in seconds.",
        HelpName = "seconds",
        DefaultValueFactory = _ => 1,
        Recursive = true,
        Validators = { result => AddErrorOutside(result) },
    };

    private static readonly Option<bool> Fresh = new("--fresh")
    {
        Description = "Discard the cached responses of the docs and routes stages, and send all requests again.",
        Recursive = true,
    };

    private static readonly Option<string?> StandIn = new("--stand-in")
    {
        Description = "Send requests to a local stand-in instead of the real service. The stand-in follows the OpenAPI document, a copy with 30 "
            + "changes (edited), or your own copy of openapi/dist/generator.yaml (file).",
        HelpName = $"{StandInDocument.Edited}|file",
        Arity = ArgumentArity.ZeroOrOne,
        Recursive = true,
    };

    private static readonly Option<bool> Production = new("--production")
    {
        Description = $"Send requests to production, with the token in {ReadTarget.ProductionToken}, instead of to the sandbox.",
    };

    /// <returns>The exit code: 0 for success, 1 for an error or a wrong report about a stand-in, or 130 if canceled.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Compare the OpenAPI document with the real service. The probe sends no requests that change data.")
        {
            CreateCommand(
                DocsStage.Name, "Search the provider's API reference for inferred operations. Requires no token.", [StageRunner.RunDocsAsync]),
            CreateCommand(
                RoutesStage.Name, "Find the HTTP methods that each path of the API supports. Requires no token.", [StageRunner.RunRoutesAsync]),
            CreateCommand(
                ReadsStage.Name, $"Send every GET request of the OpenAPI document, with the token in {ReadTarget.SandboxToken}.",
                [StageRunner.RunReadsAsync], Production),
            CreateAllCommand(),
            CreateApplyCommand(),
            CreateStandInsCommand(),
            Repository, Output, Address, Interval, Fresh, StandIn,
        };

        return await root.Parse(arguments).InvokeAsync();
    }

    private delegate Task<StageResult> StageRun(StageSettings settings, IProgress<Stages.Progress> progress, CancellationToken cancellationToken);

    private static Command CreateAllCommand()
    {
        var command = CreateCommand(
            "all", "Run the three stages one after the other.", [StageRunner.RunDocsAsync, StageRunner.RunRoutesAsync, StageRunner.RunReadsAsync]);

        command.Validators.Add(result =>
        {
            if (result.GetResult(Address) is not null)
            {
                result.AddError("The stages use different base URLs. Use --address with docs, routes or reads, not with all.");
            }
        });
        return command;
    }

    private static Command CreateCommand(string name, string description, IReadOnlyList<StageRun> runs, params Option[] options)
    {
        var command = new Command(name, description);

        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction((arguments, cancellationToken) => RunAsync(Read(arguments), runs, cancellationToken));
        return command;
    }

    private static Command CreateApplyCommand()
    {
        var command = new Command("apply", "Apply the edits of the last report to the files of the repository. Review the changes with git diff.");

        command.SetAction((arguments, cancellationToken) => GuardAsync(
            () =>
            {
                var settings = Read(arguments)();
                var count = EditedFiles.Write(settings.Document.Repository, new ReportFiles(settings.Output, settings.Document).ReadEdits());
                Console.WriteLine($"Applied {count} edits. Next, bundle, lint and test with the commands in openapi/README.md.");
                return Task.FromResult(true);
            },
            cancellationToken));
        return command;
    }

    private static Command CreateStandInsCommand()
    {
        var port = new Option<int>("--port") { Description = "TCP port of the API stand-in. By default, a free port.", HelpName = "port" };
        var command = new Command(
            "stand-ins", "Serve a stand-in for the API and one for the API reference, to try --address, until Ctrl+C is pressed.")
        {
            port,
        };

        command.SetAction((arguments, cancellationToken) => GuardAsync(
            async () =>
            {
                var document = StandInDocument.Read(arguments.GetValue(StandIn), FindRepository(arguments));
                await StandInServers.RunAsync(document, arguments.GetValue(port), ConsoleReport.Write, cancellationToken);
                return true;
            },
            cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(Func<StageSettings> read, IReadOnlyList<StageRun> runs, CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            var settings = read();
            var files = new ReportFiles(settings.Output, settings.Document);
            settings.StandIn?.Use();
            Report? report = null;

            foreach (var run in runs)
            {
                report = files.Write(await AnsiConsole.Progress().StartAsync(context =>
                    run(settings, new InlineProgress(context.AddTask("Sending requests")), cancellationToken)));
            }

            ConsoleReport.Write(report!, files);
            return settings.StandIn is not { } standIn || ConsoleReport.Compare(report!, standIn, isWhole: runs.Count > 1);
        },
        cancellationToken);

    private static async Task<int> GuardAsync(Func<Task<bool>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run() ? 0 : 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Canceled. To continue, run the same command again.");
            return 130;
        }
        catch (Exception exception) when (
            exception is UsageException or QboxmailException or OptionsValidationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static Func<StageSettings> Read(ParseResult arguments) => () =>
    {
        var repository = FindRepository(arguments);
        var standIn = arguments.GetResult(StandIn) is null ? null : StandInDocument.Read(arguments.GetValue(StandIn), repository);
        var output = Path.Combine(repository, "artifacts", "probe");

        return new StageSettings(
            new DocumentSources(repository),
            arguments.GetValue(Output)?.FullName ?? (standIn is null ? output : Path.Combine(output, $"stand-in-{standIn.Name}".TrimEnd('-'))),
            arguments.GetValue(Address),
            standIn is null ? TimeSpan.FromSeconds(arguments.GetValue(Interval)) : TimeSpan.Zero)
        {
            StandIn = standIn,
            IsFresh = standIn is not null || arguments.GetValue(Fresh),
            IsProduction = arguments.CommandResult.Command.Options.Contains(Production) && arguments.GetValue(Production),
        };
    };

    private static string FindRepository(ParseResult arguments) =>
        arguments.GetValue(Repository)?.FullName ?? DocumentSources.FindRepository(Environment.CurrentDirectory);

    private static void AddErrorOutside(System.CommandLine.Parsing.OptionResult result)
    {
        if (result.Tokens is [var token]
            && !(double.TryParse(token.Value, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 3600))
        {
            result.AddError("--interval requires a number of seconds from 0 to 3600.");
        }
    }

    // Progress<T> would report asynchronously and possibly out of order.
    private sealed class InlineProgress(ProgressTask task) : IProgress<Stages.Progress>
    {
        public void Report(Stages.Progress value) => task.MaxValue(value.Total).Value = value.Done;
    }
}
