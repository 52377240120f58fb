using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>The owner of a resource: a customer, and a manager if the resource is assigned to one.</summary>
internal sealed record Owner(string CustomerCode, string? ManagerCode)
{
    private const string Customer = "customer_code";
    private const string Manager = "manager_code";

    public static Owner Of(Entity entity) => new(entity.Text(Customer)!, entity.Text(Manager));

    /// <summary>
    /// Returns a value indicating whether this owner may access the resource. A manager may access only the resources assigned to that manager.
    /// </summary>
    public bool MaySee(Entity entity) =>
        Of(entity) is var owner && owner.CustomerCode == CustomerCode && (ManagerCode is null || owner.ManagerCode == ManagerCode);

    public JsonObject AddTo(JsonObject fields)
    {
        fields[Customer] = CustomerCode;

        if (ManagerCode is not null)
        {
            fields[Manager] = ManagerCode;
        }

        return fields;
    }
}
