using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>The proof that a domain or domain alias belongs to the customer, and the activation that follows it.</summary>
internal static class Ownership
{
    /// <param name="all">Where to add the operations.</param>
    /// <param name="client">First part of their ids.</param>
    /// <param name="type">What is proven.</param>
    /// <param name="find">The resource of a call.</param>
    public static void Register(OperationHandlers all, string client, string type, Func<OperationContext, OwnedEntity> find)
    {
        all.Add($"{client}_VerifyDnsOwnership", call => VerifyDns(call, find(call)));
        all.Add($"{client}_VerifyDnsOwnershipNow", call => VerifyDnsNow(call, find(call), type));
        all.Add($"{client}_SendOwnershipEmail", call => SendEmail(call, find(call)));

        if (client == "Domains")
        {
            all.Add("Domains_VerifyOwnershipEmailCode", call => VerifyEmailCode(call, find(call)));
            all.Add("Domains_ResetOwnershipEmail", call => ResetEmail(find(call)));
            all.Add("Domains_GenerateOwnershipHtmlFile", call => Answer.Value(new JsonObject { ["path"] = find(call).OwnershipPath }));
            all.Add("Domains_VerifyOwnershipHtmlFile", call => VerifyFile(call, find(call)));
            all.Add("Domains_SkipOwnership", call => Skip(call, find(call)));
        }
    }

    private static Answer VerifyDns(OperationContext call, OwnedEntity entity)
    {
        call.State.Later(call.State.Delays.OwnershipCheck, entity, () =>
        {
            if (call.State.HasDns(entity.OwnershipRecord, EmulatorState.OwnershipAddress))
            {
                Activate(call.State, entity);
            }
        });
        return Answer.Empty;
    }

    private static Answer VerifyDnsNow(OperationContext call, OwnedEntity entity, string type)
    {
        var found = call.State.ResolveDns(entity.OwnershipRecord, EmulatorState.OwnershipAddress);
        var isVerified = found == EmulatorState.OwnershipAddress;
        var queues = isVerified && entity.Text("status") == "ownership_check";

        if (queues)
        {
            Activate(call.State, entity);
        }

        return Answer.Value(new JsonObject
        {
            ["verified"] = isVerified,
            ["activation_queued"] = queues,
            ["resource"] = new JsonObject
            {
                ["type"] = type,
                ["code"] = entity.Code,
                ["name"] = entity.Name,
                ["status"] = entity.Text("status"),
                ["status_detail"] = entity.Text("status_detail"),
            },
            ["expected_record"] = new JsonObject { ["name"] = entity.OwnershipRecord, ["type"] = "A", ["value"] = EmulatorState.OwnershipAddress },
            ["resolved_ip"] = found,
        });
    }

    private static Answer SendEmail(OperationContext call, OwnedEntity entity)
    {
        var address = call.GetString("verification_email_address");

        if (!address.EndsWith($"@{entity.Name}", StringComparison.OrdinalIgnoreCase))
        {
            throw ApiErrorException.Invalid(("verification_email_address", "is not included in the list"));
        }

        entity.MailedCode = (100_000 + (call.State.Codes.Id() % 900_000)).ToString(CultureInfo.InvariantCulture);
        entity.Set("ownership_verification_email_address", address);
        call.State.Mails.Add(new EmulatorMail(address, entity.MailedCode));
        return Answer.Empty;
    }

    private static Answer VerifyEmailCode(OperationContext call, OwnedEntity entity)
    {
        if (entity.MailedCode is null || call.GetString("verification_code") != entity.MailedCode)
        {
            throw ApiErrorException.Invalid(("verification_code", "is not valid"));
        }

        entity.MailedCode = null;
        Activate(call.State, entity);
        return Answer.Empty;
    }

    private static Answer ResetEmail(OwnedEntity entity)
    {
        entity.MailedCode = null;
        entity.Fields.Remove("ownership_verification_email_address");
        return Answer.Empty;
    }

    private static Answer VerifyFile(OperationContext call, OwnedEntity entity)
    {
        call.State.Later(call.State.Delays.OwnershipCheck, entity, () =>
        {
            if (call.State.HasFile(entity.Name, entity.OwnershipPath))
            {
                Activate(call.State, entity);
            }
        });
        return Answer.Empty;
    }

    private static Answer Skip(OperationContext call, OwnedEntity entity)
    {
        Activate(call.State, entity);
        return Answer.Empty;
    }

    /// <summary>What a proof leads to.</summary>
    public static void Activate(EmulatorState world, OwnedEntity entity)
    {
        if (entity.Text("status") == "ownership_check" && !entity.IsDeleted)
        {
            Activation.Begin(world, entity);
        }
    }
}
