using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>Whose a resource is: a customer's, and within that a manager's if it is assigned to one.</summary>
internal sealed record Owner(string CustomerCode, string? ManagerCode)
{
    private const string Customer = "customer_code";
    private const string Manager = "manager_code";

    public static Owner Of(Entity entity) => new(entity.Text(Customer)!, entity.Text(Manager));

    /// <summary>Whether it is the customer's, and for a manager assigned to that one.</summary>
    public bool MaySee(Entity entity) =>
        Of(entity) is var owner && owner.CustomerCode == CustomerCode && (ManagerCode is null || owner.ManagerCode == ManagerCode);

    public JsonObject Register(JsonObject fields)
    {
        fields[Customer] = CustomerCode;

        if (ManagerCode is not null)
        {
            fields[Manager] = ManagerCode;
        }

        return fields;
    }
}
