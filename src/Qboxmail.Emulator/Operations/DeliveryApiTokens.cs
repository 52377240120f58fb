using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Tokens of Delivery accounts for the Send API.</summary>
internal static class DeliveryApiTokens
{
    public static void Register(OperationHandlers all)
    {
        all.Add("DeliveryApiTokens_List", call => call.List(DeliveryAccounts.Find(call).Tokens.Rows));
        all.Add("DeliveryApiTokens_Create", Create);
        all.Add("DeliveryApiTokens_Update", Update);
        all.Add("DeliveryApiTokens_Delete", Delete);
    }

    private static Entity Find(OperationContext call) => call.Part(DeliveryAccounts.Find(call).Tokens, "token_id");

    private static Answer Create(OperationContext call)
    {
        var account = DeliveryAccounts.Find(call);
        var id = call.State.Codes.Id();
        var token = $"qb_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";

        var answer = call.Item(account.Tokens.Add(new Entity(id.ToString(CultureInfo.InvariantCulture), new JsonObject
        {
            ["id"] = id,
            ["label"] = call.GetString("label"),
            ["token_preview"] = $"{token[..7]}...",
            ["allow_nets"] = new JsonArray(),
            ["created_at"] = call.State.Now,
            ["last_used_at"] = null,
        })));

        // The reference promises the token in this answer without naming its field: the name is supposed.
        answer.Body!["resources"]![0]!["token"] = token;
        return answer with { Status = 201 };
    }

    private static Answer Update(OperationContext call)
    {
        var token = Find(call);
        token.Apply(call.Body, call.Operation.FieldsSharedWith("DeliveryApiToken"));
        return call.Item(token);
    }

    private static Answer Delete(OperationContext call)
    {
        DeliveryAccounts.Find(call).Tokens.Remove(Find(call).Code);
        return Answer.Empty;
    }
}
