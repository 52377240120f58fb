namespace Qboxmail.Json;

/// <summary>The property names of a model, or the values of an enumeration. All items of a response share these string instances.</summary>
/// <remarks>The next string is predicted, because hashing each name would take 15% of the time to read a page of 200 domains.</remarks>
internal sealed class KnownTexts(params string[] texts)
{
    // The string at _next[i + 1] followed the string at index i last time. At first, the declared order is predicted. Most predictions are right,
    // because all items usually have the same property order. Each prediction is verified, so threads may overwrite those of others.
    private readonly int[] _next = [.. Enumerable.Range(0, texts.Length + 2)];

    public string this[int index] => texts[index];

    public bool Contains(string text) => Array.IndexOf(texts, text) >= 0;

    /// <summary>Returns whether an index belongs to a known string. All unknown strings have the same index.</summary>
    public bool IsKnown(int index) => index < texts.Length;

    /// <summary>Returns the index of the current string of the tokenizer.</summary>
    /// <param name="json">The tokenizer.</param>
    /// <param name="previous">The index of the previous string; -1 for none.</param>
    public int IndexOf(in JsonTokenizer json, int previous = -1)
    {
        var index = _next[previous + 1];

        if (IsKnown(index) && json.IsText(texts[index]))
        {
            return index;
        }

        index = 0;

        while (IsKnown(index) && !json.IsText(texts[index]))
        {
            index++;
        }

        _next[previous + 1] = index;
        return index;
    }
}
