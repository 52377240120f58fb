using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>How a domain, a mailbox or an alias comes to work.</summary>
internal static class Activation
{
    // What the service calls the time in between is not known; "updating" is the word of its panel.
    public static void Begin(EmulatorState state, Entity entity)
    {
        entity.Set("status", "enabled");
        entity.Set("status_detail", "updating");
        state.Later(state.Delays.Activation, entity, () => Complete(state, entity));
    }

    /// <summary>The one place where a resource becomes active.</summary>
    private static void Complete(EmulatorState state, Entity entity)
    {
        entity.Set("status_detail", "ok");

        if (entity is OwnedEntity)
        {
            entity.Set("activated_at", state.Now);
            entity.Set("is_healthy", true);
        }

        if (entity is DomainEntity domain)
        {
            Events.DomainCreated(state, domain);
        }
    }
}
