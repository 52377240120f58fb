using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class TeamMembers
{
    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("TeamMembers_List", context => context.Page(context.State.TeamMembers.Rows.Where(context.IsVisible)));
        handlers.Add("TeamMembers_Get", context => context.Item(Find(context)));
        handlers.Add("TeamMembers_Create", Create);
        handlers.Add("TeamMembers_Update", Update);
        handlers.Add("TeamMembers_SetStatus", SetStatus);
    }

    private static Entity Find(OperationContext context) => context.Find(context.State.TeamMembers, "team_member_code");

    private static EmulatorResponse Create(OperationContext context)
    {
        var owner = context.NewOwner();
        Users.CheckAddress(context);

        var code = context.State.Codes.TeamMember();
        var fields = Users.Fields(context, owner, code);

        fields["status_detail"] = "customer";
        fields["type"] = "TeamMember";
        fields["type_label"] = "Team member";
        fields["can_access_delivery"] = true;
        // The emulator assumes that every customer may have managers and catch-all addresses, and is not in a trial.
        fields["catch_all"] = true;
        fields["is_customer_reseller"] = true;
        fields["is_customer_wholesale"] = false;
        fields["is_customer_trial"] = false;
        fields["is_customer_disabled"] = false;
        fields["otp"] = false;
        fields["allow_nets"] = new JsonArray();
        fields["permissions"] = new JsonArray();

        var member = context.State.TeamMembers.Add(new Entity(code, fields));
        member.Apply(context.Body, context.Operation.FieldsSharedWith("TeamMember"));
        return EmulatorResponse.Created(code, "Team member created");
    }

    private static EmulatorResponse Update(OperationContext context)
    {
        var member = Find(context);
        member.Apply(context.Body, context.Operation.FieldsSharedWith("TeamMember"));
        member.Set("updated_at", context.State.Now);
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse SetStatus(OperationContext context)
    {
        var member = Find(context);
        member.Set("status", context.GetString("status"));
        member.Set("updated_at", context.State.Now);
        return EmulatorResponse.Empty;
    }
}
