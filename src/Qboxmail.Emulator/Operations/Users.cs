using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Handles the operations on notification settings, and creates the fields that managers and team members share.</summary>
internal static class Users
{
    private static readonly string[] Switches = ["email_overquota_callback", "domain_create_callback"];

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("Users_GetNotifications", context => context.Item(Notifications(context.State, context.Self)));
        handlers.Add("Users_UpdateNotifications", UpdateNotifications);
    }

    /// <summary>Gets the notification settings of a customer or manager.</summary>
    public static Entity Notifications(EmulatorState state, Owner user)
    {
        if (!state.Notifications.TryGetValue(user, out var settings))
        {
            settings = new Entity(user.CustomerCode, new JsonObject(Switches.Select(name => KeyValuePair.Create(name, (JsonNode?)false))));
            state.Notifications.Add(user, settings);
        }

        return settings;
    }

    // Managers and team members must have unique addresses. The addresses of customers are unknown, so the emulator cannot check them.
    public static void CheckAddress(OperationContext context)
    {
        var address = context.GetString("email_address");

        if (!MailAddress.IsValid(address))
        {
            throw ApiErrorException.Invalid(("email_address", "is not valid"));
        }

        if (context.State.Managers.Rows.Concat(context.State.TeamMembers.Rows)
            .Any(user => string.Equals(user.Text("email_address"), address, StringComparison.OrdinalIgnoreCase)))
        {
            throw ApiErrorException.Invalid(("email_address", "already exists"));
        }
    }

    /// <summary>Creates the fields of a new manager or team member.</summary>
    public static JsonObject Fields(OperationContext context, Owner owner, string code) => owner.AddTo(new JsonObject
    {
        ["code"] = code,
        ["email_address"] = context.GetString("email_address"),
        ["firstname"] = context.GetString("firstname"),
        ["lastname"] = context.GetString("lastname"),
        ["fullname"] = $"{context.GetString("firstname")} {context.GetString("lastname")}",
        ["status"] = "enabled",
        ["language"] = "it",
        ["timezone"] = "Europe/Rome",
        ["created_at"] = context.State.Now,
        ["updated_at"] = context.State.Now,
    });

    private static EmulatorResponse UpdateNotifications(OperationContext context)
    {
        var settings = Notifications(context.State, context.Self);
        var switchesOn = Switches.Any(name => context.Body![name]?.GetValue<bool>() == true);

        if (switchesOn && !context.Has("notification_url") && !settings.Fields.ContainsKey("notification_url"))
        {
            throw ApiErrorException.Invalid(("notification_url", "is required"));
        }

        settings.Apply(context.Body, context.Operation.FieldsSharedWith("NotificationSettings"));
        return EmulatorResponse.Empty;
    }
}
