namespace Qboxmail.Paging;

/// <summary>The two tokens that a caller may end a list with. An exception names the one that did, and not the source that links them.</summary>
internal readonly struct CallerCancellation(CancellationToken list, CancellationToken enumeration)
{
    private readonly CancellationToken _list = list;
    private readonly CancellationToken _enumeration = enumeration;

    public CancellationTokenSource Link() => CancellationTokenSource.CreateLinkedTokenSource(_list, _enumeration);

    public void ThrowIfCancelled()
    {
        _list.ThrowIfCancellationRequested();
        _enumeration.ThrowIfCancellationRequested();
    }

    public async Task<T> RethrowWithCallerTokenAsync<T>(Task<T> request)
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (_list.IsCancellationRequested || _enumeration.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, _list.IsCancellationRequested ? _list : _enumeration);
        }
    }
}
