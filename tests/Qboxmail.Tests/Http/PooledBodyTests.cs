using System.Net;
using System.Text;
using Qboxmail.Http;

namespace Qboxmail.Tests;

public class PooledBodyTests
{
    [Test]
    public async Task A_disposed_response_body_clears_its_buffer()
    {
        var body = await ReadAsync(new byte[5000]);
        var buffer = body.Bytes.Array!;
        Assert.That(body.Bytes, Has.Count.EqualTo(5000).And.All.EqualTo((byte)1));

        body.Dispose();

        Assert.That(buffer.Take(5000), Has.All.EqualTo((byte)0));
    }

    [Test]
    public async Task A_kept_response_body_survives_disposal()
    {
        var body = await ReadAsync(new byte[5000]);

        body.Keep();
        body.Dispose();

        Assert.That(body.Bytes, Has.All.EqualTo((byte)1));
    }

    [TestCase(1)]
    [TestCase(16 * 1024)]
    [TestCase(1024 * 1024)]
    [TestCase(3 * 1024 * 1024 + 1)]
    public async Task A_response_body_of_unknown_length_is_read_completely(int size)
    {
        using var body = await ReadAsync(new byte[size], tellsItsLength: false);

        Assert.That(body.Bytes.Count, Is.EqualTo(size));
        Assert.That(body.Bytes.AsSpan().IndexOfAnyExcept((byte)1), Is.EqualTo(-1));
        Assert.That(body.Bytes.Array, Has.Length.LessThanOrEqualTo(Math.Max(2 * size, 32 * 1024)));
    }

    [Test]
    public async Task A_response_body_of_known_length_is_read_at_once_into_one_buffer()
    {
        using var stream = new RecordingStream(new byte[256 * 1024]);
        using var content = new StreamContent(stream);

        (await ResponseBodyReader.ReadAsync(content, maxSize: 1024 * 1024, isError: false, CancellationToken.None)).Dispose();

        // The second read finds the end.
        Assert.That(stream.Buffers, Has.Count.EqualTo(2));
        Assert.That(stream.Buffers[1], Is.SameAs(stream.Buffers[0]));
    }

    [TestCase(HttpStatusCode.OK, "{")]
    [TestCase(HttpStatusCode.OK, "<")]
    [TestCase(HttpStatusCode.BadRequest, "{")]
    public async Task A_call_leaves_no_secret_in_the_buffers_of_its_response(HttpStatusCode status, string start)
    {
        var secrets = string.Concat(Enumerable.Repeat(FakeApi.Token, 5000));
        using var stream = new RecordingStream(Encoding.UTF8.GetBytes(start + secrets), tellsItsLength: false);
        using var server = new StubHandler(_ => FakeApi.Response(status, new StreamContent(stream)));
        using var client = server.CreateClient(TimeProvider.System);

        await Task.WhenAny(client.Domains.UpdateAsync("D1", new()));

        Assert.That(stream.Buffers.Distinct().Count(), Is.GreaterThan(1));
        Assert.That(stream.Buffers, Has.None.Matches<byte[]>(buffer => buffer.AsSpan().IndexOf(Encoding.UTF8.GetBytes(FakeApi.Token)) >= 0));
    }

    [Test]
    public async Task A_warm_buffer_pool_avoids_large_object_heap_allocations()
    {
        var page = new byte[300_000];
        (await ReadAsync(page)).Dispose();
        using var content = new ByteArrayContent(page);
        var before = GC.GetAllocatedBytesForCurrentThread();

        // The read completes synchronously, on this thread.
        var read = ResponseBodyReader.ReadAsync(content, maxSize: 1024 * 1024, isError: false, CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        (await read).Dispose();

        Assert.That(allocated, Is.LessThan(85_000));
    }

    private static async Task<ResponseBody> ReadAsync(byte[] bytes, bool tellsItsLength = true)
    {
        Array.Fill(bytes, (byte)1);
        using var known = new ByteArrayContent(bytes);
        using var unknown = new StreamContent(new RecordingStream(bytes, tellsItsLength: false));
        return await ResponseBodyReader.ReadAsync(tellsItsLength ? known : unknown, maxSize: 4 * 1024 * 1024, isError: false, CancellationToken.None);
    }

    private sealed class RecordingStream(byte[] bytes, bool tellsItsLength = true) : MemoryStream(bytes)
    {
        public List<byte[]> Buffers { get; } = [];

        public override bool CanSeek => tellsItsLength;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Buffers.Add(buffer);
            return base.ReadAsync(buffer, offset, count, cancellationToken);
        }
    }
}
