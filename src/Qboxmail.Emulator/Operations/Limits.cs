using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Checks the limits of domains and managers. The wording of the error is assumed.</summary>
internal static class Limits
{
    /// <summary>Rejects a change that exceeds a limit.</summary>
    /// <param name="holder">The domain or manager that has the limit, or <see langword="null"/> for no limit.</param>
    /// <param name="field">The field that contains the limit. The value -1 means no limit.</param>
    /// <param name="count">The number of resources after the change.</param>
    public static void Check(Entity? holder, string field, long count)
    {
        if (holder?.Number(field) is >= 0 and var most && count > most)
        {
            throw ApiErrorException.Invalid((field, "limit reached"));
        }
    }

    /// <summary>Gets the manager of an owner, or <see langword="null"/> if there is none.</summary>
    public static Entity? Manager(EmulatorState state, Owner owner) =>
        owner.ManagerCode is { } code && state.Managers.TryGet(code, out var manager) ? manager : null;
}
