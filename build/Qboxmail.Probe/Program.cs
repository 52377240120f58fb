using Qboxmail.Probe;

return await ProbeCommand.RunAsync(args);
