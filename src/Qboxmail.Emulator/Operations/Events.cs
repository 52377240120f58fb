using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>What customers and managers are told of by webhook.</summary>
internal static class Events
{
    // The guide to the control panel names these for the mails to users; that the webhook has the same, and recovers at the same, is supposed.
    private static readonly int[] Thresholds = [80, 95];

    /// <summary>A domain was created and activated.</summary>
    // But for action_type the reference shows no names, and a postmaster of the emulator has no token.
    public static void DomainCreated(EmulatorState state, DomainEntity domain) => Post(state, domain, "domain_create_callback", new JsonObject
    {
        ["action_type"] = "domain_create",
        ["domain_name"] = domain.Name,
        ["postmaster_code"] = domain.Postmaster.Code,
    });

    /// <summary>Sets how much a mailbox holds.</summary>
    /// <returns>Whether there is such a mailbox.</returns>
    public static bool Fill(EmulatorState state, string address, long usedBytes)
    {
        if (state.FindMailbox(address) is not { } mailbox)
        {
            return false;
        }

        mailbox.UsedSize = usedBytes;
        UsageChanged(state, mailbox);
        return true;
    }

    /// <summary>The usage or the size of a mailbox has changed.</summary>
    public static void UsageChanged(EmulatorState state, MailboxEntity mailbox)
    {
        var before = mailbox.CrossedThreshold;
        var now = Thresholds.LastOrDefault(threshold => mailbox.UsedSize * 100m >= mailbox.Number("max_email_quota") * threshold);
        mailbox.CrossedThreshold = now;

        if (now != before)
        {
            Post(state, mailbox.Domain, "email_overquota_callback", new JsonObject
            {
                ["action_type"] = "email_overquota",
                ["event"] = now > before ? "exceeded" : "back_to_normal",
                ["metric"] = "space",
                ["domain_name"] = mailbox.Domain.Name,
                ["payload"] = new JsonObject
                {
                    ["email_address"] = mailbox.Address,
                    ["email_code"] = mailbox.Code,
                    ["assigned_size"] = mailbox.Number("max_email_quota"),
                    ["used_size"] = mailbox.UsedSize,
                    ["crossed"] = now > before ? now : Thresholds.First(threshold => threshold > now),
                },
            });
        }
    }

    // The settings are for all that the customer or the manager looks after, so that a domain may concern both.
    private static void Post(EmulatorState state, DomainEntity domain, string callback, JsonObject body)
    {
        var owner = Owner.Of(domain);

        foreach (var user in new[] { owner with { ManagerCode = null }, owner }.Distinct())
        {
            if (state.Notifications.TryGetValue(user, out var settings) && settings.IsTrue(callback) && settings.Text("notification_url") is { } url)
            {
                state.Webhooks.Post(url, body.ToJsonString());
            }
        }
    }
}
