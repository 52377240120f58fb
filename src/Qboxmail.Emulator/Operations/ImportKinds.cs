using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>The kinds of imports. Only the name <c>domains</c> is documented; the other names and all columns are assumed.</summary>
internal static class ImportKinds
{
    public const string PasswordColumn = "password";

    /// <summary>A kind of import, which determines the columns of the CSV file and the resource that a row creates.</summary>
    /// <param name="Columns">The names of the CSV columns.</param>
    /// <param name="Add">The function that creates the resource of a row, and returns an error or <see langword="null"/>.</param>
    public sealed record Kind(IReadOnlyList<string> Columns, Func<EmulatorState, Owner, IReadOnlyList<string>, string?> Add);

    public static IReadOnlyDictionary<string, Kind> All { get; } = new Dictionary<string, Kind>(StringComparer.Ordinal)
    {
        ["domains"] = new(["name", PasswordColumn], AddDomain),
        ["email_accounts"] = new(["email_address", PasswordColumn], AddEmailAccount),
        ["domain_aliases"] = new(["name", "domain_name"], AddDomainAlias),
        ["email_aliases"] = new(["email_address", "destinations"], AddEmailAlias),
    };

    private static string? AddDomain(EmulatorState state, Owner owner, IReadOnlyList<string> row)
    {
        var name = AsciiText.ToLower(row[0]);

        if (Domains.ErrorOf(state, name) is { } error)
        {
            return $"name {error}";
        }

        if (!Passwords.IsValid(row[1]))
        {
            return "password is not valid";
        }

        Domains.Add(state, owner, name);
        return null;
    }

    private static string? AddEmailAccount(EmulatorState state, Owner owner, IReadOnlyList<string> row)
    {
        if (Address(state, owner, row[0], out var name, out var domain) is { } error)
        {
            return error;
        }

        if (!Passwords.IsValid(row[1]))
        {
            return "password is not valid";
        }

        EmailAccounts.Add(state, domain!, name).Set("firstname", name);
        return null;
    }

    private static string? AddDomainAlias(EmulatorState state, Owner owner, IReadOnlyList<string> row)
    {
        var name = AsciiText.ToLower(row[0]);

        if (Domains.ErrorOf(state, name) is { } error)
        {
            return $"name {error}";
        }

        if (Domain(state, owner, row[1]) is not { } domain)
        {
            return "domain_name is not found";
        }

        DomainAliases.Add(state, domain, name);
        return null;
    }

    private static string? AddEmailAlias(EmulatorState state, Owner owner, IReadOnlyList<string> row)
    {
        if (Address(state, owner, row[0], out var name, out var domain) is { } error)
        {
            return error;
        }

        List<string> destinations =
            [.. row[1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

        if (EmailAliases.ErrorOf(destinations) is { } wrong)
        {
            return $"destinations {wrong}";
        }

        EmailAliases.Add(state, domain!, name, destinations);
        return null;
    }

    /// <summary>
    /// Splits the email address of a new resource into name and domain. Returns an error, or <see langword="null"/> if the address is valid.
    /// </summary>
    private static string? Address(EmulatorState state, Owner owner, string address, out string name, out DomainEntity? domain)
    {
        var at = address.LastIndexOf('@');
        name = AsciiText.ToLower(address[..Math.Max(at, 0)]);
        domain = null;

        if (!MailAddress.IsValid(address))
        {
            return "email_address is not valid";
        }

        domain = Domain(state, owner, address[(at + 1)..]);

        return domain is null ? "domain is not found"
            : !domain.IsActive ? "domain is not active"
            : EmailAccounts.ErrorOf(domain, name) is { } error ? $"email_address {error}"
            : null;
    }

    private static DomainEntity? Domain(EmulatorState state, Owner owner, string name) =>
        state.DomainNames.TryGetValue(name, out var domain)
        && string.Equals(domain.Name, name, StringComparison.OrdinalIgnoreCase)
        && owner.MaySee(domain) ? domain : null;
}
