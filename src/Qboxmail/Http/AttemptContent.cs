using System.Net;

namespace Qboxmail.Http;

/// <summary>A request body that records on its attempt that it was read.</summary>
internal sealed class AttemptContent(byte[] body, Attempt attempt) : ByteArrayContent(body)
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        attempt.IsContentRead = true;
        return base.SerializeToStreamAsync(stream, context);
    }

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        attempt.IsContentRead = true;
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        attempt.IsContentRead = true;
        base.SerializeToStream(stream, context, cancellationToken);
    }
#endif
}
