using Qboxmail.Emulator;

return await EmulatorCommand.RunAsync(args);
