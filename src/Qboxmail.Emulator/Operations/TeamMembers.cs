using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>People who work for a customer.</summary>
internal static class TeamMembers
{
    public static void Register(OperationHandlers all)
    {
        all.Add("TeamMembers_List", call => call.Page(call.State.TeamMembers.Rows.Where(call.IsVisible)));
        all.Add("TeamMembers_Get", call => call.Item(Find(call)));
        all.Add("TeamMembers_Create", Create);
        all.Add("TeamMembers_Update", Update);
        all.Add("TeamMembers_SetStatus", SetStatus);
    }

    private static Entity Find(OperationContext call) => call.Find(call.State.TeamMembers, "team_member_code");

    private static Answer Create(OperationContext call)
    {
        var owner = call.NewOwner();
        Users.CheckAddress(call);

        var code = call.State.Codes.TeamMember();
        var fields = Users.Fields(call, owner, code);

        fields["status_detail"] = "customer";
        fields["type"] = "TeamMember";
        fields["type_label"] = "Team member";
        fields["can_access_delivery"] = true;
        fields["otp"] = false;
        fields["allow_nets"] = new JsonArray();
        fields["permissions"] = new JsonArray();

        var member = call.State.TeamMembers.Add(new Entity(code, fields));
        member.Apply(call.Body, call.Operation.FieldsSharedWith("TeamMember"));
        return Answer.Created(code, "Team member created");
    }

    private static Answer Update(OperationContext call)
    {
        var member = Find(call);
        member.Apply(call.Body, call.Operation.FieldsSharedWith("TeamMember"));
        member.Set("updated_at", call.State.Now);
        return Answer.Empty;
    }

    private static Answer SetStatus(OperationContext call)
    {
        var member = Find(call);
        member.Set("status", call.GetString("status"));
        member.Set("updated_at", call.State.Now);
        return Answer.Empty;
    }
}
