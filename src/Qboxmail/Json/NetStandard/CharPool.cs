using System.Buffers;
using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>Provides pooled buffers to the reader and writer of Newtonsoft.Json.</summary>
internal sealed class CharPool : IArrayPool<char>
{
    public static CharPool Shared { get; } = new();

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

    // Buffers are cleared, because requests and responses can contain passwords.
    public void Return(char[]? array)
    {
        if (array is not null)
        {
            ArrayPool<char>.Shared.Return(array, clearArray: true);
        }
    }
}
