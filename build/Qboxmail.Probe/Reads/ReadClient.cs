using Qboxmail.Probe.Sending;

namespace Qboxmail.Probe.Reads;

/// <summary>Sends GET requests with the token, at the minimum interval of the probe.</summary>
internal sealed class ReadClient(QboxmailClient client, Pace pace)
{
    /// <returns>The response, or <see langword="null"/> if there was none.</returns>
    public async Task<ReadResponse?> GetAsync(string path, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(cancellationToken);

        try
        {
            var response = await client.SendAsync(HttpMethod.Get, path, cancellationToken: cancellationToken);
            var type = response.Headers.TryGetValue("Content-Type", out var types) ? types[0].Split(';')[0].Trim() : null;
            return new ReadResponse((int)response.StatusCode, type, response.Body);
        }
        catch (QboxmailApiException exception)
        {
            return new ReadResponse((int)exception.StatusCode, null, "");
        }
        catch (QboxmailException)
        {
            return null;
        }
    }
}
