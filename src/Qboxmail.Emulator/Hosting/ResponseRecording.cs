using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Qboxmail.Emulator.Actions;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.RequestLog;

namespace Qboxmail.Emulator.Hosting;

/// <summary>
/// Records a response, and logs the request before the client receives the end of the response. A test that has received the response therefore finds
/// the request in the log.
/// </summary>
internal sealed class ResponseRecording : Stream, IHttpRequestLifetimeFeature
{
    private readonly HttpContext _context;
    private readonly EmulatorInstance _instance;
    private readonly ReceivedBody _body;
    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly Stream _response;
    private readonly MemoryStream _recorded = new();
    private readonly DateTimeOffset _time;
    private readonly long _start;
    private long _size;
    private bool _isComplete;

    public ResponseRecording(HttpContext context, EmulatorInstance instance, ReceivedBody body)
    {
        (_context, _instance, _body) = (context, instance, body);
        (_time, _start) = (instance.Clock.GetUtcNow(), instance.Options.TimeProvider.GetTimestamp());
        _lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _response = context.Response.Body;
        context.Response.Body = this;
        context.Features.Set<IHttpRequestLifetimeFeature>(this);
    }

    public Operation? Operation { get; set; }

    public IReadOnlyList<EmulatorFault> Faults { get; set; } = [];

    public CancellationToken RequestAborted
    {
        get => _lifetime.RequestAborted;
        set => _lifetime.RequestAborted = value;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Abort()
    {
        Complete(null);
        _lifetime.Abort();
    }

    /// <summary>Adds the request to the log. Later calls have no effect.</summary>
    /// <param name="status">The status code, or <see langword="null"/> if the connection is closed without a response.</param>
    public void Complete(int? status)
    {
        if (_isComplete)
        {
            return;
        }

        _isComplete = true;
        var (request, response) = (_context.Request, _context.Response);
        _instance.Requests.Log(new LoggedExchange(
            _time, $"{request.Scheme}://{request.Host}", request.Method, _context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)
        {
            Operation = Operation,
            Token = request.Headers["X-Api-Token"].ToString(),
            RequestHeaders = Show(request.Headers),
            RequestBody = LoggedBody.Of(_body.Content, _body.Size, request.ContentType),
            ResponseHeaders = status is null ? "" : Show(response.Headers),
            ResponseBody = LoggedBody.Of(_recorded.GetBuffer().AsSpan(0, (int)_recorded.Length), _size, response.ContentType),
            Status = status,
            Duration = _instance.Options.TimeProvider.GetElapsedTime(_start),
            Faults = [.. Faults.Select(fault => fault.Kind)],
        });
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Record(buffer.Span);
        await _response.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _response.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Record(ReadOnlySpan<byte> bytes)
    {
        _size += bytes.Length;

        if (_size <= LoggedBody.MaxSize)
        {
            _recorded.Write(bytes);
        }

        if (_size == _context.Response.ContentLength)
        {
            Complete(_context.Response.StatusCode);
        }
    }

    private static string Show(IHeaderDictionary headers) =>
        string.Join('\n', headers.Select(header => $"{header.Key}: {SecretMask.Header(header.Key, header.Value.ToString())}"));
}
