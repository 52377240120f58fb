namespace Qboxmail.Http;

/// <summary>Tells whether two answers hold the same bytes, without keeping them.</summary>
internal static class Fingerprint
{
    // FNV-1a, with the length on top: it need not withstand anybody, only tell pages apart.
    public static long Of(byte[] body)
    {
        unchecked
        {
            var hash = (long)14695981039346656037UL ^ body.Length;

            foreach (var value in body)
            {
                hash = (hash ^ value) * 1099511628211L;
            }

            return hash;
        }
    }
}
