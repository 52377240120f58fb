using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Behaviour;

/// <summary>What managers and team members have in common, and how users are told about events.</summary>
internal static class Users
{
    private static readonly string[] Switches = ["email_overquota_callback", "domain_create_callback"];

    public static void AddTo(Behaviours all)
    {
        all.Add("Users_GetNotifications", call => call.Item(Notifications(call.World, call.Self)));
        all.Add("Users_UpdateNotifications", UpdateNotifications);
    }

    /// <summary>Which webhooks and mails a customer or manager wants.</summary>
    public static Entity Notifications(World world, Owner user)
    {
        if (!world.Notifications.TryGetValue(user, out var settings))
        {
            settings = new Entity(user.CustomerCode, new JsonObject(Switches.Select(name => KeyValuePair.Create(name, (JsonNode?)false))));
            world.Notifications.Add(user, settings);
        }

        return settings;
    }

    // An address belongs to one manager or team member. Those of the customers themselves are not known here.
    public static void CheckAddress(Call call)
    {
        var address = call.Sent("email_address");

        if (!Document.MailAddress.IsValid(address.ToLowerInvariant()))
        {
            throw RefusalException.Invalid(("email_address", "is not valid"));
        }

        if (call.World.Managers.Rows.Concat(call.World.TeamMembers.Rows)
            .Any(user => string.Equals(user.Text("email_address"), address, StringComparison.OrdinalIgnoreCase)))
        {
            throw RefusalException.Invalid(("email_address", "already exists"));
        }
    }

    /// <summary>The fields that every new user has.</summary>
    public static JsonObject Fields(Call call, Owner owner, string code) => owner.AddTo(new JsonObject
    {
        ["code"] = code,
        ["email_address"] = call.Sent("email_address"),
        ["firstname"] = call.Sent("firstname"),
        ["lastname"] = call.Sent("lastname"),
        ["fullname"] = $"{call.Sent("firstname")} {call.Sent("lastname")}",
        ["status"] = "enabled",
        ["language"] = "it",
        ["timezone"] = "Europe/Rome",
        ["created_at"] = call.World.Now,
        ["updated_at"] = call.World.Now,
    });

    private static Answer UpdateNotifications(Call call)
    {
        var settings = Notifications(call.World, call.Self);
        var switchesOn = Switches.Any(name => call.Body![name]?.GetValue<bool>() == true);

        if (switchesOn && !call.Sends("notification_url") && !settings.Fields.ContainsKey("notification_url"))
        {
            throw RefusalException.Invalid(("notification_url", "is required"));
        }

        settings.Apply(call.Body, call.Operation.FieldsSharedWith("NotificationSettings"));
        return Answer.Empty;
    }
}
