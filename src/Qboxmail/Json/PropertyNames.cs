using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>Shares the texts of property names among the rows of an answer; without it they make up half of the memory.</summary>
internal sealed class PropertyNames : JsonNameTable
{
    // An answer with more names than all models together is not the API's, and must not fill a table.
    private const int MaxNames = 1000;

    private readonly DefaultJsonNameTable _table = new();
    private int _count;

    public override string? Get(char[] key, int start, int length)
    {
        var name = _table.Get(key, start, length);

        if (name is null && _count < MaxNames)
        {
            name = _table.Add(new string(key, start, length));
            _count++;
        }

        return name;
    }
}
