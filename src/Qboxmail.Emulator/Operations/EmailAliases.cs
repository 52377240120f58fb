using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Addresses that hand their mail on.</summary>
internal static class EmailAliases
{
    // From the guide to the control panel.
    private const int MostDestinations = 20;

    public static void Register(OperationHandlers all)
    {
        all.Add("EmailAliases_List", call => call.Page(call.Domain().EmailAliases.Rows));
        all.Add("EmailAliases_Get", call => call.Item(Find(call)));
        all.Add("EmailAliases_Create", Create);
        all.Add("EmailAliases_Update", Update);
        all.Add("EmailAliases_Delete", Delete);
    }

    /// <summary>What is wrong with the destinations of an alias; null when nothing is.</summary>
    public static string? ErrorOf(IReadOnlyCollection<string> destinations) => destinations.Count switch
    {
        0 => "is too short",
        > MostDestinations => "is too long",
        _ => destinations.All(MailAddress.IsValid) ? null : "is not valid",
    };

    public static Entity Add(EmulatorState world, DomainEntity domain, string name, IEnumerable<string> destinations)
    {
        var code = world.Codes.EmailAlias();
        var alias = domain.EmailAliases.Add(new Entity(code, new JsonObject
        {
            ["code"] = code,
            ["name"] = name,
            ["domain_name"] = domain.Name,
            ["destinations"] = new JsonArray([.. destinations]),
            ["created_at"] = world.Now,
            ["updated_at"] = world.Now,
        }));

        domain.LocalParts.Add(name, alias);
        Count(domain);
        Activation.Begin(world, alias);
        return alias;
    }

    private static Entity Find(OperationContext call) => call.Part(call.Domain().EmailAliases, "alias_email_account_code");

    private static Answer Create(OperationContext call)
    {
        var domain = call.Domain();
        var name = call.GetString("name").ToLowerInvariant();
        EmailAccounts.RequireActive(domain);

        return EmailAccounts.ErrorOf(domain, name) is { } error
            ? throw ApiErrorException.Invalid(("name", error))
            : Answer.Created(Add(call.State, domain, name, Destinations(call)).Code, "Email alias created");
    }

    private static Answer Update(OperationContext call)
    {
        var alias = Find(call);
        alias.Set("destinations", new JsonArray([.. Destinations(call)]));
        call.BeginUpdate(alias);
        return Answer.Empty;
    }

    private static Answer Delete(OperationContext call)
    {
        var domain = call.Domain();
        var alias = Find(call);

        call.State.Delete(alias, () =>
        {
            if (domain.EmailAliases.Remove(alias.Code))
            {
                domain.LocalParts.Remove(alias.Name);
                Count(domain);
            }
        });
        return Answer.Empty;
    }

    private static List<string> Destinations(OperationContext call)
    {
        List<string> destinations = [.. call.GetStrings("destinations").Distinct(StringComparer.OrdinalIgnoreCase)];
        return ErrorOf(destinations) is { } error ? throw ApiErrorException.Invalid(("destinations", error)) : destinations;
    }

    private static void Count(DomainEntity domain) => domain.Set("no_alias_email_accounts", domain.EmailAliases.Count);
}
