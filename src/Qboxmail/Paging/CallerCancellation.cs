namespace Qboxmail.Paging;

/// <summary>The two tokens with which a caller can cancel an enumeration. Exceptions contain the canceled one, not the linked token.</summary>
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
