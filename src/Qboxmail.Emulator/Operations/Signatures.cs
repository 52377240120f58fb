using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Handles the operations on signatures. A mailbox has one signature for each identity.</summary>
internal static class Signatures
{
    /// <summary>Pairs of field names: the name in requests and the name in responses.</summary>
    private static readonly (string Sent, string Shown)[] Names =
    [
        ("body", "body"),
        ("title", "title"),
        ("default_signature", "defaultSignature"),
        ("sender_in_bcc", "senderInBcc"),
        ("only_new_messages", "onlyNewMessages"),
    ];

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("Signatures_List", context => context.List(context.Mailbox().Signatures.Rows));
        handlers.Add("Signatures_Get", context => context.Item(context.Part(context.Mailbox().Signatures, "identity")));
        handlers.Add("Signatures_Create", Create);
        handlers.Add("Signatures_Update", Update);
        handlers.Add("Signatures_Delete", Delete);
    }

    private static EmulatorResponse Create(OperationContext context)
    {
        var mailbox = context.Mailbox();
        var identity = Identity(context, mailbox);

        if (mailbox.Signatures.TryGet(identity, out _))
        {
            throw ApiErrorException.Invalid(("identity", "already exists"));
        }

        var signature = mailbox.Signatures.Add(new Entity(identity, new JsonObject
        {
            ["identity"] = identity,
            ["defaultSignature"] = false,
            ["defaultSignatureReplies"] = false,
            ["senderInBcc"] = false,
            ["onlyNewMessages"] = false,
        }));

        Apply(context.Body!, signature);
        return EmulatorResponse.Created(identity, "Signature created");
    }

    private static EmulatorResponse Update(OperationContext context)
    {
        var mailbox = context.Mailbox();
        var identity = Identity(context, mailbox);
        Apply(context.Body!, mailbox.Signatures.TryGet(identity, out var signature) ? signature : throw ApiErrorException.NotFound());
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        context.Mailbox().Signatures.Remove(context.Part(context.Mailbox().Signatures, "identity").Code);
        return EmulatorResponse.Empty;
    }

    private static string Identity(OperationContext context, MailboxEntity mailbox) =>
        context.Has("identity") ? context.GetString("identity") : mailbox.Address;

    private static void Apply(JsonObject body, Entity signature)
    {
        foreach (var (sent, shown) in Names)
        {
            if (body[sent] is { } value)
            {
                signature.Set(shown, value.DeepClone());
            }
        }
    }
}
