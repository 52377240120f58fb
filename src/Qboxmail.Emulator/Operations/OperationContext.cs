using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>A validated request, together with the state that its handler reads and changes.</summary>
internal sealed class OperationContext(
    Operation operation, EmulatorState state, EmulatorToken caller, IReadOnlyDictionary<string, string> path, IQueryCollection query,
    JsonObject? body)
{
    public Operation Operation { get; } = operation;

    public EmulatorState State { get; } = state;

    public EmulatorToken Caller { get; } = caller;

    public JsonObject? Body { get; } = body;

    /// <summary>Gets the faults to inject; empty for none.</summary>
    public IReadOnlyList<EmulatorFault> Faults { get; init; } = [];

    /// <summary>
    /// Gets the owner that the token represents: the customer and, for a manager's token, the manager. A manager's token without a code can access
    /// nothing.
    /// </summary>
    public Owner Self => new(Caller.CustomerCode, Caller.Role == EmulatorRole.Manager ? Caller.ManagerCode ?? "" : null);

    public string Path(string name) => path[name];

    /// <summary>Gets a query parameter of the operation, or <see langword="null"/> if it is absent or empty.</summary>
    public string? Query(string name) =>
        Operation.Parameters.Any(parameter => parameter.Name == name)
        && query.TryGetValue(name, out var values)
        && values.ToString() is { Length: > 0 } value ? value : null;

    public bool Has(string field) => Body?[field] is not null;

    public string GetString(string field) => Body![field]!.GetValue<string>();

    public long? SentNumber(string field) => Body![field]?.GetValue<long>();

    /// <summary>Gets the strings of an array in the body; empty if the array is absent.</summary>
    public IEnumerable<string> GetStrings(string field) => (Body![field] as JsonArray ?? []).Select(item => item!.GetValue<string>());

    public IEnumerable<DomainEntity> VisibleDomains() => State.Domains.Rows.Where(IsVisible);

    public DomainEntity Domain() => Find(State.Domains, "domain_code");

    /// <summary>Finds the mailbox or postmaster account in a path that contains no domain.</summary>
    public MailboxEntity Mailbox() =>
        Part(State.Mailboxes, "code") is var mailbox && IsVisible(mailbox.Domain) ? mailbox : throw ApiErrorException.NotFound();

    /// <summary>Finds the resource that the path identifies, if the caller may access it.</summary>
    public T Find<T>(Table<T> table, string parameter)
        where T : Entity =>
        Part(table, parameter) is var entity && IsVisible(entity) ? entity : throw ApiErrorException.NotFound();

    /// <summary>Finds the nested resource that the path identifies.</summary>
    public T Part<T>(Table<T> table, string parameter)
        where T : Entity =>
        table.TryGet(Path(parameter), out var entity) ? entity : throw ApiErrorException.NotFound();

    /// <summary>Returns a value indicating whether the caller may access a resource.</summary>
    public bool IsVisible(Entity entity) => Caller.Role == EmulatorRole.Administrator || Self.MaySee(entity);

    /// <summary>Gets the owner of a new resource. Only administrators can select a customer in the request.</summary>
    public Owner NewOwner()
    {
        var customer = Has("customer_code") ? GetString("customer_code") : null;

        return Caller.Role switch
        {
            EmulatorRole.Administrator when customer is null && Operation.Body?.Properties?.ContainsKey("customer_code") == true =>
                throw ApiErrorException.Invalid(("customer_code", "is required")),
            EmulatorRole.Administrator => new Owner(customer ?? Caller.CustomerCode, null),
            _ when customer is not null && customer != Caller.CustomerCode => throw ApiErrorException.Forbidden(),
            _ => Self,
        };
    }

    public void RequireBillingProfile()
    {
        if (!Caller.HasBillingProfile)
        {
            throw ApiErrorException.Forbidden(State.Options.BillingMessage);
        }
    }

    /// <summary>Marks a resource as <c>updating</c> until the update delay has passed.</summary>
    public void BeginUpdate(Entity entity)
    {
        if (entity.IsDeleted)
        {
            return;
        }

        entity.Set("status_detail", "updating");
        State.Later(State.Delays.Update, entity, () =>
        {
            entity.Set("status_detail", "ok");
            entity.Set("updated_at", State.Now);
        });
    }

    /// <summary>Creates a response with one resource.</summary>
    public EmulatorResponse Item(Entity entity) => List([entity]);

    /// <summary>Creates a response with all items on one page.</summary>
    public EmulatorResponse List(IEnumerable<Entity> rows) =>
        new(200, Envelope(Select(rows, all => all).Select(row => Operation.Show(row.Fields)), []));

    /// <summary>Creates a response with the requested page.</summary>
    /// <param name="rows">The items that the caller may access.</param>
    /// <param name="filters">The filters for query parameters that do more than compare the field of the same name.</param>
    public EmulatorResponse Page(IEnumerable<Entity> rows, params IEnumerable<(string Parameter, Func<Entity, string, bool> Accepts)> filters)
    {
        var listing = new Listing(this, filters.ToDictionary(filter => filter.Parameter, filter => filter.Accepts));
        return new EmulatorResponse(200, Envelope(listing.Page(rows, out var pagination), pagination));
    }

    /// <summary>Applies the query to the items of a list, including the changes that faults have made.</summary>
    /// <param name="rows">All items of the list.</param>
    /// <param name="query">The function that filters and sorts the items.</param>
    public IEnumerable<Entity> Select(IEnumerable<Entity> rows, Func<IEnumerable<Entity>, IEnumerable<Entity>> query)
    {
        var list = $"{Operation.Id}/{string.Join('/', path.Values)}";

        if (State.AlteredLists.Find(list) is not { } altered)
        {
            if (!Faults.Any(fault => fault.Kind is EmulatorFaultKind.RowsVanish or EmulatorFaultKind.RowsAppear))
            {
                return query(rows);
            }

            altered = State.AlteredLists.Add(list);
        }

        foreach (var fault in Faults)
        {
            switch (fault.Kind)
            {
                case EmulatorFaultKind.RowsVanish: altered.Vanish(rows, query(altered.Show(rows)), fault.Rows); break;
                case EmulatorFaultKind.RowsAppear: altered.Appear(query(altered.Show(rows)), fault.Rows, State.Codes); break;
            }
        }

        return query(altered.Show(rows));
    }

    private static JsonObject Envelope(IEnumerable<JsonNode?> rows, JsonObject pagination) =>
        new() { ["resources"] = new JsonArray([.. rows]), ["pagination"] = pagination };
}
