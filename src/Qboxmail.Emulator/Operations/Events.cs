using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Posts webhooks to the customers and managers that subscribe to them.</summary>
internal static class Events
{
    // The control panel guide documents these percentages for emails to users. The emulator assumes that webhooks use them too, for rising and
    // falling usage.
    private static readonly int[] Thresholds = [80, 95];

    /// <summary>Posts the webhook for a domain that has become active.</summary>
    // The API reference names only action_type; the other fields are invented.
    public static void DomainCreated(EmulatorState state, DomainEntity domain) => Post(state, domain, "domain_create_callback", new JsonObject
    {
        ["action_type"] = "domain_create",
        ["domain_name"] = domain.Name,
        ["postmaster_code"] = domain.Postmaster.Code,
    });

    /// <summary>Sets the used storage of a mailbox.</summary>
    /// <returns><see langword="true"/> if the mailbox exists; otherwise, <see langword="false"/>.</returns>
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

    /// <summary>Posts a webhook if a change in usage or quota crosses a threshold.</summary>
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

    // Both the customer and the manager of a domain can subscribe.
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
