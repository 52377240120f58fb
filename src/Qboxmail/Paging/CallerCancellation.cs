namespace Qboxmail.Paging;

/// <summary>
/// The two tokens with which a caller can cancel an enumeration. An exception contains the one that was canceled, not the linked token.
/// </summary>
internal readonly record struct CallerCancellation(CancellationToken List, CancellationToken Enumeration)
{
    public CancellationTokenSource Link() => CancellationTokenSource.CreateLinkedTokenSource(List, Enumeration);

    public void ThrowIfCanceled()
    {
        List.ThrowIfCancellationRequested();
        Enumeration.ThrowIfCancellationRequested();
    }

    public async Task<T> RethrowWithCallerTokenAsync<T>(Task<T> request)
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (List.IsCancellationRequested || Enumeration.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, List.IsCancellationRequested ? List : Enumeration);
        }
    }
}
