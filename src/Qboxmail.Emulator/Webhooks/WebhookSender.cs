using System.Globalization;
using System.Net.Security;
using System.Text;
using Qboxmail.Emulator.Collections;

namespace Qboxmail.Emulator.Webhooks;

/// <summary>Posts webhooks one after the other, without retries. Whether the real service retries is undocumented.</summary>
/// <param name="time">
/// The time provider for the timeout. The clock of the emulator is unsuitable, because a test can advance it by days during a post.
/// </param>
internal sealed class WebhookSender(TimeProvider time) : IDisposable
{
    private const int MaxPending = 1000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly LatestItems<EmulatorWebhook> _posted = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = CreateClient();
    private Task _posting = Task.CompletedTask;
    private int _pending;

    public IReadOnlyList<EmulatorWebhook> Posted
    {
        get
        {
            lock (_gate)
            {
                return [.. _posted];
            }
        }
    }

    /// <summary>Gets a task that completes when all queued webhooks have been posted or have failed.</summary>
    public Task WhenPosted
    {
        get
        {
            lock (_gate)
            {
                return _posting;
            }
        }
    }

    /// <summary>Queues a webhook. Returns immediately and never throws.</summary>
    public void Post(string url, string body)
    {
        lock (_gate)
        {
            // The limit prevents webhooks for an unresponsive receiver from exhausting memory.
            if (_pending == MaxPending)
            {
                Add(url, body, status: null, $"The webhook was not posted, because {MaxPending} others are pending. Check their receivers.");
                return;
            }

            _pending++;
            _posting = PostAfterAsync(_posting, url, body);
        }
    }

    /// <summary>Queues a posted webhook again.</summary>
    /// <returns><see langword="true"/> if the webhook exists; otherwise, <see langword="false"/>.</returns>
    public bool Resend(int number)
    {
        if (Posted.FirstOrDefault(webhook => webhook.Number == number) is not { } webhook)
        {
            return false;
        }

        Post(webhook.Url, webhook.Body);
        return true;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _http.Dispose();
    }

    private static HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        // A webhook receiver on this machine can have a certificate that is not trusted.
        SslOptions =
        {
            RemoteCertificateValidationCallback = (sender, _, _, errors) =>
                errors == SslPolicyErrors.None || (sender is SslStream stream && IsLoopback(stream.TargetHostName)),
        },
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    private static bool IsLoopback(string host) => Uri.TryCreate($"https://{host}", UriKind.Absolute, out var address) && address.IsLoopback;

    private async Task PostAfterAsync(Task previous, string url, string body)
    {
        // The caller holds locks, so the post must not run on its thread.
        await previous.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var (status, failure) = await PostAsync(url, body).ConfigureAwait(false);

        lock (_gate)
        {
            _pending--;
            Add(url, body, status, failure);
        }
    }

    private void Add(string url, string body, int? status, string? failure) =>
        _posted.Add(new EmulatorWebhook(_posted.Added + 1, url, body, status, failure));

    private async Task<(int? Status, string? Failure)> PostAsync(string url, string body)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return (null, "The notification_url is not an absolute URL. Set an absolute URL.");
        }

        using var timeout = new CancellationTokenSource(Timeout, time);

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var status = (int)response.StatusCode;

            return (status, response.IsSuccessStatusCode ? null : $"The receiver responded with {status.ToString(CultureInfo.InvariantCulture)}.");
        }
        catch (OperationCanceledException)
        {
            return (null, timeout.IsCancellationRequested
                ? "The receiver did not respond within 5 seconds."
                : "The emulator was stopped or reset before the receiver responded.");
        }
        catch (Exception exception) when (exception is HttpRequestException or ObjectDisposedException)
        {
            return (null, exception.Message);
        }
    }
}
