using System.Net;

namespace Qboxmail.Http;

/// <summary>A request body that records on its attempt that it was read.</summary>
internal sealed class AttemptContent(byte[] body, Attempt attempt) : ByteArrayContent(body)
{
    // In a derived class, the other overloads call this one.
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        attempt.IsContentRead = true;
        return base.SerializeToStreamAsync(stream, context);
    }
}
