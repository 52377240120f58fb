using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>Shares property name strings among the items of a response, because they would otherwise take half of the memory of the models.</summary>
internal sealed class PropertyNames : JsonNameTable
{
    // Limits memory for hostile responses: all models together have fewer names.
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
