using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class DeliveryApiTokens
{
    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("DeliveryApiTokens_List", context => context.List(DeliveryAccounts.Find(context).Tokens.Rows));
        handlers.Add("DeliveryApiTokens_Create", Create);
        handlers.Add("DeliveryApiTokens_Update", Update);
        handlers.Add("DeliveryApiTokens_Delete", Delete);
    }

    private static Entity Find(OperationContext context) => context.Part(DeliveryAccounts.Find(context).Tokens, "token_id");

    private static EmulatorResponse Create(OperationContext context)
    {
        var account = DeliveryAccounts.Find(context);
        var id = context.State.Codes.Id();
        var token = $"qb_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";

        var response = context.Item(account.Tokens.Add(new Entity(id.ToString(CultureInfo.InvariantCulture), new JsonObject
        {
            ["id"] = id,
            ["label"] = context.GetString("label"),
            ["token_preview"] = $"{token[..7]}...",
            ["allow_nets"] = new JsonArray(),
            ["created_at"] = context.State.Now,
            ["last_used_at"] = null,
        })));

        // The API reference says that this response contains the token, but does not name the field. The name is assumed.
        response.Body!["resources"]![0]!["token"] = token;
        return response with { Status = 201 };
    }

    private static EmulatorResponse Update(OperationContext context)
    {
        var token = Find(context);
        token.Apply(context.Body, context.Operation.FieldsSharedWith("DeliveryApiToken"));
        return context.Item(token);
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        DeliveryAccounts.Find(context).Tokens.Remove(Find(context).Code);
        return EmulatorResponse.Empty;
    }
}
