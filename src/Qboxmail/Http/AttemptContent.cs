namespace Qboxmail.Http;

/// <summary>A request body that records in its attempt that the primary handler has read it.</summary>
internal sealed class AttemptContent(byte[] body, Attempt attempt) : ByteArrayContent(body)
{
    // In classes derived from ByteArrayContent, the other overloads call this one.
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        attempt.IsContentRead = true;
        return base.SerializeToStreamAsync(stream, context);
    }
}
