using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Largest numbers that a domain or a manager may have of something. The wording of the error is supposed.</summary>
internal static class Limits
{
    /// <param name="holder">Domain or manager; none when null.</param>
    /// <param name="field">Where the largest number stands; -1 means no limit.</param>
    /// <param name="count">How many there would be.</param>
    public static void Check(Entity? holder, string field, long count)
    {
        if (holder?.Number(field) is >= 0 and var most && count > most)
        {
            throw ApiErrorException.Invalid((field, "limit reached"));
        }
    }

    /// <summary>The manager of a resource, as far as the emulator knows the manager.</summary>
    public static Entity? Manager(EmulatorState state, Owner owner) =>
        owner.ManagerCode is { } code && state.Managers.TryGet(code, out var manager) ? manager : null;
}
