namespace Qboxmail.Json;

/// <summary>
/// The names of the fields of a model, or the values of an enumeration. Finds a text in the bytes of a response, and shares its string among all
/// items.
/// </summary>
/// <remarks>Guesses pay: on a page of 200 domains, hashing each name takes 15 % of the reading time.</remarks>
internal sealed class KnownTexts(params string[] texts)
{
    // By the index of a text, the distance to the text that followed it last, less one: objects of a list have the same order. Threads may
    // overwrite each other's guesses.
    private readonly int[] _jumps = new int[texts.Length + 2];

    public string this[int index] => texts[index];

    public bool Contains(string text) => Array.IndexOf(texts, text) >= 0;

    /// <summary>Returns whether an index is that of a text, and not the one of all unknown texts.</summary>
    public bool IsKnown(int index) => index < texts.Length;

    /// <summary>Returns the index of the text at which the tokenizer is.</summary>
    /// <param name="json">The tokenizer.</param>
    /// <param name="previous">The index of the text before; -1 for none.</param>
    public int IndexOf(in JsonTokenizer json, int previous = -1)
    {
        var index = previous + 1 + _jumps[previous + 1];

        if (IsKnown(index) && json.IsText(texts[index]))
        {
            return index;
        }

        index = 0;

        while (IsKnown(index) && !json.IsText(texts[index]))
        {
            index++;
        }

        _jumps[previous + 1] = index - (previous + 1);
        return index;
    }
}
