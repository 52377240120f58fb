namespace Qboxmail.Json;

/// <summary>The names of the fields of a model. Finds a name in the bytes of a response without creating its string.</summary>
/// <remarks>Guesses pay: on a page of 200 domains, hashing each name takes 15 % of the reading time.</remarks>
internal sealed class FieldNames(params string[] names)
{
    // By the index of a field, the distance to the field that followed it last, less one: objects of a list have the same order. Threads may
    // overwrite each other's guesses.
    private readonly int[] _jumps = new int[names.Length + 2];

    public string this[int index] => names[index];

    /// <summary>Returns whether an index is that of a name, and not the one of all unknown names.</summary>
    public bool IsKnown(int index) => index < names.Length;

    /// <summary>Returns the index of the name at which the tokenizer is.</summary>
    /// <param name="json">The tokenizer.</param>
    /// <param name="previous">The index of the field before; -1 for the first field.</param>
    public int IndexOf(in JsonTokenizer json, int previous)
    {
        var index = previous + 1 + _jumps[previous + 1];

        if (IsKnown(index) && json.IsName(names[index]))
        {
            return index;
        }

        index = 0;

        while (IsKnown(index) && !json.IsName(names[index]))
        {
            index++;
        }

        _jumps[previous + 1] = index - (previous + 1);
        return index;
    }
}
