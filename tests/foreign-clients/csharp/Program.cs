using Foreign;

// The arguments: the addresses of the emulator and of its two altered forms, and the token.
await new Scenario(args[0], args[1], args[2], args[3]).RunAsync();
