using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Handles the operations that prove the ownership of domains and domain aliases. A proof starts their activation.</summary>
internal static class Ownership
{
    /// <summary>Registers the operations that prove ownership.</summary>
    /// <param name="handlers">The handlers to register the operations with.</param>
    /// <param name="client">The first part of the operation IDs, such as <c>Domains</c>.</param>
    /// <param name="type">The resource type that responses contain.</param>
    /// <param name="find">The function that finds the resource of a request.</param>
    public static void Register(OperationHandlers handlers, string client, string type, Func<OperationContext, OwnedEntity> find)
    {
        handlers.Add($"{client}_VerifyDnsOwnership", context => VerifyDns(context, find(context)));
        handlers.Add($"{client}_VerifyDnsOwnershipNow", context => VerifyDnsNow(context, find(context), type));
        handlers.Add($"{client}_SendOwnershipEmail", context => SendEmail(context, find(context)));

        if (client == "Domains")
        {
            handlers.Add("Domains_VerifyOwnershipEmailCode", context => VerifyEmailCode(context, find(context)));
            handlers.Add("Domains_ResetOwnershipEmail", context => ResetEmail(find(context)));
            handlers.Add("Domains_GenerateOwnershipHtmlFile", context => EmulatorResponse.Value(
                new JsonObject { ["path"] = find(context).OwnershipPath }));
            handlers.Add("Domains_VerifyOwnershipHtmlFile", context => VerifyFile(context, find(context)));
            handlers.Add("Domains_SkipOwnership", context => Skip(context, find(context)));
        }
    }

    private static EmulatorResponse VerifyDns(OperationContext context, OwnedEntity entity)
    {
        context.State.Later(context.State.Delays.OwnershipCheck, entity, () =>
        {
            if (context.State.HasDns(entity.OwnershipRecord, EmulatorState.OwnershipAddress))
            {
                Activate(context.State, entity);
            }
        });
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse VerifyDnsNow(OperationContext context, OwnedEntity entity, string type)
    {
        var found = context.State.ResolveDns(entity.OwnershipRecord, EmulatorState.OwnershipAddress);
        var isVerified = found == EmulatorState.OwnershipAddress;
        var queues = isVerified && entity.Text("status") == "ownership_check";

        if (queues)
        {
            Activate(context.State, entity);
        }

        return EmulatorResponse.Value(new JsonObject
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

    private static EmulatorResponse SendEmail(OperationContext context, OwnedEntity entity)
    {
        var address = context.GetString("verification_email_address");

        if (!address.EndsWith($"@{entity.Name}", StringComparison.OrdinalIgnoreCase))
        {
            throw ApiErrorException.Invalid(("verification_email_address", "is not included in the list"));
        }

        entity.MailedCode = (100_000 + (context.State.Codes.Id() % 900_000)).ToString(CultureInfo.InvariantCulture);
        entity.Set("ownership_verification_email_address", address);
        context.State.Mails.Add(new EmulatorMail(address, entity.MailedCode));
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse VerifyEmailCode(OperationContext context, OwnedEntity entity)
    {
        if (entity.MailedCode is null || context.GetString("verification_code") != entity.MailedCode)
        {
            throw ApiErrorException.Invalid(("verification_code", "is not valid"));
        }

        entity.MailedCode = null;
        Activate(context.State, entity);
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse ResetEmail(OwnedEntity entity)
    {
        entity.MailedCode = null;
        entity.Fields.Remove("ownership_verification_email_address");
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse VerifyFile(OperationContext context, OwnedEntity entity)
    {
        context.State.Later(context.State.Delays.OwnershipCheck, entity, () =>
        {
            if (context.State.HasFile(entity.Name, entity.OwnershipPath))
            {
                Activate(context.State, entity);
            }
        });
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse Skip(OperationContext context, OwnedEntity entity)
    {
        Activate(context.State, entity);
        return EmulatorResponse.Empty;
    }

    /// <summary>Publishes the proof of ownership for a domain or domain alias, and starts its activation.</summary>
    public static void Prove(EmulatorState state, OwnedEntity entity)
    {
        state.PublishDns(entity.OwnershipRecord, EmulatorState.OwnershipAddress);
        Activate(state, entity);
    }

    /// <summary>Starts the activation after a proof of ownership.</summary>
    public static void Activate(EmulatorState state, OwnedEntity entity)
    {
        if (entity.Text("status") == "ownership_check" && !entity.IsDeleted)
        {
            Activation.Begin(state, entity);
        }
    }
}
