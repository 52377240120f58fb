namespace Qboxmail.Quickstart;

/// <summary>What stands behind the program's name.</summary>
internal sealed record Arguments(bool Probe, bool Production, string? Domain)
{
    public const string Help = """
        The provider's own workflow with Qboxmail for .NET: create a domain, prove its ownership, wait, create a mailbox, wait, set its quota, list.

        Without arguments it runs against an emulator in this process.
        With QBOXMAIL_SANDBOX_TOKEN set it runs against the sandbox.

          DOMAIN                 name of the domain to create
          --production DOMAIN    runs against production with QBOXMAIL_API_TOKEN; asks before it creates anything, which is paid for
          probe                  sends every GET of the document and writes a report without values
          --help                 shows this
        """;

    /// <summary>The arguments; null when help is asked for.</summary>
    public static Arguments? Parse(string[] args)
    {
        if (args.Any(arg => arg is "--help" or "-h" or "-?"))
        {
            return null;
        }

        var unknown = args.FirstOrDefault(arg => arg.StartsWith('-') && arg != "--production");
        var names = args.Where(arg => !arg.StartsWith('-') && arg != "probe").ToList();

        if (unknown is not null || names.Count > 1)
        {
            throw new UsageException($"'{unknown ?? names[1]}' is not an argument; --help tells which there are.");
        }

        return new Arguments(args.Contains("probe"), args.Contains("--production"), names.SingleOrDefault());
    }
}
