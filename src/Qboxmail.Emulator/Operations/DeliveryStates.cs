namespace Qboxmail.Emulator.Operations;

/// <summary>
/// Maps the states of Delivery accounts and domains to numbers. The numbers are undocumented: examples in the API reference contain 0, and the others
/// are invented.
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
