using Qboxmail.Json;

namespace Qboxmail.Tests;

public class CharPoolTests
{
    [Test]
    public void A_buffer_is_cleared_before_it_returns_to_the_pool()
    {
        var buffer = CharPool.Shared.Rent(16);
        buffer.AsSpan().Fill('x');

        CharPool.Shared.Return(buffer);

        Assert.That(buffer, Is.All.EqualTo('\0'));
    }
}
