using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class EmailAliases
{
    // The control panel guide states this limit.
    private const int MaxDestinations = 20;

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("EmailAliases_List", context => context.Page(context.Domain().EmailAliases.Rows));
        handlers.Add("EmailAliases_Get", context => context.Item(Find(context)));
        handlers.Add("EmailAliases_Create", Create);
        handlers.Add("EmailAliases_Update", Update);
        handlers.Add("EmailAliases_Delete", Delete);
    }

    /// <summary>Gets the validation error for the destinations of an alias, or <see langword="null"/> if they are valid.</summary>
    public static string? ErrorOf(IReadOnlyCollection<string> destinations) => destinations.Count switch
    {
        0 => "is too short",
        > MaxDestinations => "is too long",
        _ => destinations.All(MailAddress.IsValid) ? null : "is not valid",
    };

    public static Entity Add(EmulatorState state, DomainEntity domain, string name, IEnumerable<string> destinations)
    {
        var code = state.Codes.EmailAlias();
        var alias = domain.EmailAliases.Add(new Entity(code, new JsonObject
        {
            ["code"] = code,
            ["name"] = name,
            ["domain_name"] = domain.Name,
            ["destinations"] = new JsonArray([.. destinations]),
            ["created_at"] = state.Now,
            ["updated_at"] = state.Now,
        }));

        domain.LocalParts.Add(name, alias);
        Count(domain);
        Activation.Begin(state, alias);
        return alias;
    }

    private static Entity Find(OperationContext context) => context.Part(context.Domain().EmailAliases, "alias_email_account_code");

    private static EmulatorResponse Create(OperationContext context)
    {
        var domain = context.Domain();
        var name = AsciiText.ToLower(context.GetString("name"));
        EmailAccounts.RequireActive(domain);

        return EmailAccounts.ErrorOf(domain, name) is { } error
            ? throw ApiErrorException.Invalid(("name", error))
            : EmulatorResponse.Created(Add(context.State, domain, name, Destinations(context)).Code, "Email alias created");
    }

    private static EmulatorResponse Update(OperationContext context)
    {
        var alias = Find(context);
        alias.Set("destinations", new JsonArray([.. Destinations(context)]));
        context.BeginUpdate(alias);
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        var domain = context.Domain();
        var alias = Find(context);

        context.State.Delete(alias, () =>
        {
            if (domain.EmailAliases.Remove(alias.Code))
            {
                domain.LocalParts.Remove(alias.Name);
                Count(domain);
            }
        });
        return EmulatorResponse.Empty;
    }

    private static List<string> Destinations(OperationContext context)
    {
        List<string> destinations = [.. context.GetStrings("destinations").Distinct(StringComparer.OrdinalIgnoreCase)];
        return ErrorOf(destinations) is { } error ? throw ApiErrorException.Invalid(("destinations", error)) : destinations;
    }

    private static void Count(DomainEntity domain) => domain.Set("no_alias_email_accounts", domain.EmailAliases.Count);
}
