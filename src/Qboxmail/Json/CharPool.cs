using System.Buffers;
using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>Lends the reader and the writer their buffers.</summary>
internal sealed class CharPool : IArrayPool<char>
{
    public static CharPool Shared { get; } = new();

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

    // Requests hold passwords and answers hold them too.
    public void Return(char[]? array)
    {
        if (array is not null)
        {
            ArrayPool<char>.Shared.Return(array, clearArray: true);
        }
    }
}
