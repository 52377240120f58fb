using Qboxmail.Emulator;

await using var emulator = await QboxmailEmulator.StartAsync(new QboxmailEmulatorOptions { Port = 5080 });

Console.WriteLine($"Qboxmail emulator on {emulator.Address}, token {emulator.Token}. Ctrl+C stops it.");
await Task.Delay(Timeout.Infinite);
