using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Signatures of mailboxes, one for each identity.</summary>
internal static class Signatures
{
    /// <summary>Names in requests, and those in answers.</summary>
    private static readonly (string Sent, string Shown)[] Names =
    [
        ("body", "body"),
        ("title", "title"),
        ("default_signature", "defaultSignature"),
        ("sender_in_bcc", "senderInBcc"),
        ("only_new_messages", "onlyNewMessages"),
    ];

    public static void Register(OperationHandlers all)
    {
        all.Add("Signatures_List", call => call.List(call.Mailbox().Signatures.Rows));
        all.Add("Signatures_Get", call => call.Item(call.Part(call.Mailbox().Signatures, "identity")));
        all.Add("Signatures_Create", Create);
        all.Add("Signatures_Update", Update);
        all.Add("Signatures_Delete", Delete);
    }

    private static Answer Create(OperationContext call)
    {
        var mailbox = call.Mailbox();
        var identity = Identity(call, mailbox);

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

        Apply(call.Body!, signature);
        return Answer.Created(identity, "Signature created");
    }

    private static Answer Update(OperationContext call)
    {
        var mailbox = call.Mailbox();
        Apply(call.Body!, mailbox.Signatures.TryGet(Identity(call, mailbox), out var signature) ? signature : throw ApiErrorException.NotFound());
        return Answer.Empty;
    }

    private static Answer Delete(OperationContext call)
    {
        call.Mailbox().Signatures.Remove(call.Part(call.Mailbox().Signatures, "identity").Code);
        return Answer.Empty;
    }

    private static string Identity(OperationContext call, MailboxEntity mailbox) => call.Has("identity") ? call.GetString("identity") : mailbox.Address;

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
