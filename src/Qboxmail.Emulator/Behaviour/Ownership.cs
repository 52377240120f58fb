using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Behaviour;

/// <summary>The proof that a domain or domain alias belongs to the customer, and the activation that follows it.</summary>
internal static class Ownership
{
    /// <param name="all">Where to add the operations.</param>
    /// <param name="client">First part of their ids.</param>
    /// <param name="type">What is proven.</param>
    /// <param name="find">The resource of a call.</param>
    public static void AddTo(Behaviours all, string client, string type, Func<Call, OwnedEntity> find)
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

    private static Answer VerifyDns(Call call, OwnedEntity entity)
    {
        call.World.Later(call.World.Delays.OwnershipCheck, entity, () =>
        {
            if (call.World.HasDns(entity.OwnershipRecord, World.OwnershipAddress))
            {
                Activate(call.World, entity);
            }
        });
        return Answer.Empty;
    }

    private static Answer VerifyDnsNow(Call call, OwnedEntity entity, string type)
    {
        var found = call.World.ResolveDns(entity.OwnershipRecord, World.OwnershipAddress);
        var isVerified = found == World.OwnershipAddress;
        var queues = isVerified && entity.Text("status") == "ownership_check";

        if (queues)
        {
            Activate(call.World, entity);
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
            ["expected_record"] = new JsonObject { ["name"] = entity.OwnershipRecord, ["type"] = "A", ["value"] = World.OwnershipAddress },
            ["resolved_ip"] = found,
        });
    }

    private static Answer SendEmail(Call call, OwnedEntity entity)
    {
        var address = call.Sent("verification_email_address");

        if (!address.EndsWith($"@{entity.Name}", StringComparison.OrdinalIgnoreCase))
        {
            throw RefusalException.Invalid(("verification_email_address", "is not included in the list"));
        }

        entity.MailedCode = (100_000 + (call.World.Codes.Id() % 900_000)).ToString(CultureInfo.InvariantCulture);
        entity.Set("ownership_verification_email_address", address);
        call.World.Mails.Add(new EmulatorMail(address, entity.MailedCode));
        return Answer.Empty;
    }

    private static Answer VerifyEmailCode(Call call, OwnedEntity entity)
    {
        if (entity.MailedCode is null || call.Sent("verification_code") != entity.MailedCode)
        {
            throw RefusalException.Invalid(("verification_code", "is not valid"));
        }

        entity.MailedCode = null;
        Activate(call.World, entity);
        return Answer.Empty;
    }

    private static Answer ResetEmail(OwnedEntity entity)
    {
        entity.MailedCode = null;
        entity.Fields.Remove("ownership_verification_email_address");
        return Answer.Empty;
    }

    private static Answer VerifyFile(Call call, OwnedEntity entity)
    {
        call.World.Later(call.World.Delays.OwnershipCheck, entity, () =>
        {
            if (call.World.HasFile(entity.Name, entity.OwnershipPath))
            {
                Activate(call.World, entity);
            }
        });
        return Answer.Empty;
    }

    private static Answer Skip(Call call, OwnedEntity entity)
    {
        Activate(call.World, entity);
        return Answer.Empty;
    }

    /// <summary>What a proof leads to.</summary>
    public static void Activate(World world, OwnedEntity entity)
    {
        if (entity.Text("status") == "ownership_check" && !entity.IsDeleted)
        {
            Activation.Begin(world, entity);
        }
    }
}
