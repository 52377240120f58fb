using System.Buffers;
using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>Provides Newtonsoft's reader and writer with buffers.</summary>
internal sealed class CharPool : IArrayPool<char>
{
    public static CharPool Shared { get; } = new();

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

    // Cleared, because requests and responses contain passwords.
    public void Return(char[]? array)
    {
        if (array is not null)
        {
            ArrayPool<char>.Shared.Return(array, clearArray: true);
        }
    }
}
