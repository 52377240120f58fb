using System.Globalization;

namespace Qboxmail.Benchmarks;

/// <summary>One measurement of one client, per operation: processor time of the process in microseconds, and allocated bytes.</summary>
internal readonly record struct Sample(string Case, string Client, double Cpu, double Bytes)
{
    public void Print() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Case};{Client};{Cpu};{Bytes}"));

    public static Sample Parse(string line) => line.Split(';') is [var name, var client, var cpu, var bytes]
        ? new(name, client, double.Parse(cpu, CultureInfo.InvariantCulture), double.Parse(bytes, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{line}' is not a sample.");
}
