#if !NETSTANDARD_BUILD
using System.Text;
using Qboxmail.Json;

namespace Qboxmail.Tests;

/// <summary>The usual values of large pages are read without an object on the heap for each of them.</summary>
public class ReadingAllocationTests
{
    private static readonly KnownTexts Known = new("enabled", "disabled");

    [TestCase("2026-04-16T09:12:33Z")]
    [TestCase("2026-04-16T09:12:33.000Z")]
    [TestCase("2026-04-16T09:12:33.1234567Z")]
    [TestCase("2026-04-16T09:12:33+02:00")]
    [TestCase("2025-09-03T11:32:26.000+02:00")]
    [TestCase("2025-09-03T11:32:26.000-05:00")]
    [TestCase("2026-04-16T09:12:33.1234567+02:00")]
    public void A_timestamp_with_an_offset_allocates_nothing(string text) =>
        Assert.That(Allocated($"\"{text}\"", static (ref json) => json.ReadDateTimeOffset()), Is.Zero);

    [Test]
    public void A_whole_number_allocates_nothing() => Assert.That(Allocated("8589934592", static (ref json) => json.ReadInt64()), Is.Zero);

    [TestCase("enabled")]
    [TestCase("disabled")]
    public void A_known_string_allocates_nothing(string text) =>
        Assert.That(Allocated($"\"{text}\"", static (ref json) => json.ReadString(Known)), Is.Zero);

    // A string of five characters, and a boxed number.
    [TestCase("\"other\"")]
    [TestCase("8589934592")]
    public void Another_value_allocates_only_itself(string json) =>
        Assert.That(Allocated(json, static (ref reader) => reader.ReadAny()), Is.Positive.And.LessThanOrEqualTo(40));

    private static long Allocated<T>(string json, ReadValue<T> read)
    {
        ArraySegment<byte> utf8 = new(Encoding.UTF8.GetBytes(json));
        JsonResponseReader.Read(utf8, read);
        var before = GC.GetAllocatedBytesForCurrentThread();

        JsonResponseReader.Read(utf8, read);

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
#endif
