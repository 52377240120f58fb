using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>What managers and team members have in common, and how users are told about events.</summary>
internal static class Users
{
    private static readonly string[] Switches = ["email_overquota_callback", "domain_create_callback"];

    public static void Register(OperationHandlers all)
    {
        all.Add("Users_GetNotifications", call => call.Item(Notifications(call.State, call.Self)));
        all.Add("Users_UpdateNotifications", UpdateNotifications);
    }

    /// <summary>Which webhooks and mails a customer or manager wants.</summary>
    public static Entity Notifications(EmulatorState world, Owner user)
    {
        if (!world.Notifications.TryGetValue(user, out var settings))
        {
            settings = new Entity(user.CustomerCode, new JsonObject(Switches.Select(name => KeyValuePair.Create(name, (JsonNode?)false))));
            world.Notifications.Add(user, settings);
        }

        return settings;
    }

    // An address belongs to one manager or team member. Those of the customers themselves are not known here.
    public static void CheckAddress(OperationContext call)
    {
        var address = call.GetString("email_address");

        if (!Document.MailAddress.IsValid(address.ToLowerInvariant()))
        {
            throw ApiErrorException.Invalid(("email_address", "is not valid"));
        }

        if (call.State.Managers.Rows.Concat(call.State.TeamMembers.Rows)
            .Any(user => string.Equals(user.Text("email_address"), address, StringComparison.OrdinalIgnoreCase)))
        {
            throw ApiErrorException.Invalid(("email_address", "already exists"));
        }
    }

    /// <summary>The fields that every new user has.</summary>
    public static JsonObject Fields(OperationContext call, Owner owner, string code) => owner.Register(new JsonObject
    {
        ["code"] = code,
        ["email_address"] = call.GetString("email_address"),
        ["firstname"] = call.GetString("firstname"),
        ["lastname"] = call.GetString("lastname"),
        ["fullname"] = $"{call.GetString("firstname")} {call.GetString("lastname")}",
        ["status"] = "enabled",
        ["language"] = "it",
        ["timezone"] = "Europe/Rome",
        ["created_at"] = call.State.Now,
        ["updated_at"] = call.State.Now,
    });

    private static Answer UpdateNotifications(OperationContext call)
    {
        var settings = Notifications(call.State, call.Self);
        var switchesOn = Switches.Any(name => call.Body![name]?.GetValue<bool>() == true);

        if (switchesOn && !call.Has("notification_url") && !settings.Fields.ContainsKey("notification_url"))
        {
            throw ApiErrorException.Invalid(("notification_url", "is required"));
        }

        settings.Apply(call.Body, call.Operation.FieldsSharedWith("NotificationSettings"));
        return Answer.Empty;
    }
}
