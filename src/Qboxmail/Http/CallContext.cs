using System.Globalization;
using Polly;

namespace Qboxmail.Http;

/// <summary>What is known about a call while it goes on.</summary>
internal sealed class CallContext(ApiRequest request, QboxmailClientOptions options)
{
    public static readonly ResiliencePropertyKey<CallContext> Key = new("Qboxmail.Call");

    private readonly long _start = options.TimeProvider.GetTimestamp();

    public ApiRequest Request { get; } = request;

    public ApiOperation Operation => Request.Operation;

    public TimeSpan AttemptTimeout { get; } = request.Operation.IsWrite ? options.WriteAttemptTimeout : options.AttemptTimeout;

    public TimeSpan Elapsed => options.TimeProvider.GetElapsedTime(_start);

    public TimeSpan Timeout => options.Timeout;

    public TimeSpan Remaining => Timeout - Elapsed;

    /// <summary>Attempts that were begun.</summary>
    public int Attempts { get; set; }

    /// <summary>Body of the last response, as far as it is kept in memory.</summary>
    public ResponseBody Body { get; set; } = ResponseBody.None;

    /// <summary>How the last try failed, in words.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>Whether the API may have done what one of the failed tries asked for.</summary>
    public bool MayHaveBeenProcessed { get; private set; }

    /// <summary>Whether the limit of the whole call ended it, and not that of a try.</summary>
    public bool IsOutOfTime { get; set; }

    /// <summary>Most bytes of an error that are read. The status says enough, and no error of the API comes near it.</summary>
    public int MaxErrorSize { get; } = Math.Min(options.MaxResponseSize, 1024 * 1024);

    /// <summary>The tokens that the tries were sent with.</summary>
    public HashSet<string> Tokens { get; } = [];

    /// <summary>What must not show in a text about the call.</summary>
    public IEnumerable<string> Secrets => Tokens.Concat(Request.Secrets);

    public static CallContext Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    public void GotNoToken() => LastFailure = "no token in time";

    public void Failed(HttpResponseMessage? answer, Exception? exception)
    {
        MayHaveBeenProcessed |= RetryPolicy.MayHaveBeenProcessed(answer, exception);
        LastFailure = exception switch
        {
            null => ((int)answer!.StatusCode).ToString(CultureInfo.InvariantCulture),
            OperationCanceledException => "no answer in time",
            _ => exception.GetType().Name,
        };
    }
}
