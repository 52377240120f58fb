using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Tests;

public class TableTests
{
    [Test]
    public void Table_entries_keep_their_order_and_codes_when_others_are_removed()
    {
        var table = new Table<Entity>();

        foreach (var code in new[] { "A1", "B2", "C3", "D4" })
        {
            table.Add(new Entity(code, new JsonObject()));
        }

        Assert.That(table.Remove("b2"), Is.True);
        Assert.That(table.Remove("B2"), Is.False);
        Assert.That(Codes(table), Is.EqualTo(new[] { "A1", "C3", "D4" }));

        Assert.That(table.Remove("A1"), Is.True);
        table.Add(new Entity("E5", new JsonObject()));

        Assert.That(table.TryGet("d4", out var found) ? found.Code : null, Is.EqualTo("D4"));
        Assert.That(table.TryGet("A1", out _), Is.False);
        Assert.That(Codes(table), Is.EqualTo(new[] { "C3", "D4", "E5" }));
        Assert.That(table.Count, Is.EqualTo(3));
    }

    private static IEnumerable<string> Codes(Table<Entity> table) => table.Rows.Select(row => row.Code);
}
