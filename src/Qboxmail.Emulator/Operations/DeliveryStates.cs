namespace Qboxmail.Emulator.Operations;

/// <summary>
/// States of Delivery accounts and domains as numbers. The service's numbers are not documented: 0 is the one that its samples show, the others are
/// made up.
/// </summary>
internal static class DeliveryStates
{
    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal)
    {
        ["enabled"] = 0,
        ["disabled"] = 1,
        ["wait_pay"] = 2,
        ["blocked"] = 3,
        ["not_verified"] = 4,
        ["misconfigured"] = 5,
    };

    public static int NumberOf(string state) => Numbers[state];

    public static string NameOf(long number) => Numbers.First(state => state.Value == number).Key;
}
