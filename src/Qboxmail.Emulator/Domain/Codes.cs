using System.Globalization;

namespace Qboxmail.Emulator.Domain;

internal sealed class Codes
{
    private long _last = 10_000_000;

    public string Domain() => Next("D", 9);

    public string DomainAlias() => Next("AD", 8);

    public string Postmaster() => Next("P", 9);

    public string EmailAccount() => Next("EA", 8);

    public string EmailAlias() => Next("AE", 8);

    public string Migration() => Next("MG", 8);

    /// <summary>Creates the code of a migration row. The API reference does not document its format.</summary>
    public string MigrationRow() => Next("MR", 8);

    public string Import() => Next("I", 9);

    /// <summary>Creates the code of a report. The API reference does not document its format.</summary>
    public string Report() => Next("R", 9);

    public string Manager() => Next("MN", 8);

    public string TeamMember() => Next("T", 9);

    public string DeliveryDomain() => Next("DD", 8);

    /// <summary>Creates the ID of a resource that has a numeric ID instead of a code.</summary>
    public long Id() => ++_last - 10_000_000;

    private string Next(string prefix, int digits) => prefix + (++_last).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '1');
}
