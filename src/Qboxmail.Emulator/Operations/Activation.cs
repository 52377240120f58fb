using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class Activation
{
    // The API reference does not document the state before activation. The control panel calls it "updating".
    public static void Begin(EmulatorState state, Entity entity)
    {
        entity.Set("status", "enabled");
        entity.Set("status_detail", "updating");
        state.Later(state.Delays.Activation, entity, () => Complete(state, entity));
    }

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
