using System.Net;

namespace Qboxmail.Tests;

/// <summary>Random servers: every item that stays comes exactly once and in order, or an exception says why not.</summary>
[Parallelizable]
public class RandomServerTests
{
    private static readonly int Servers = Cases.CountOf(10_000);

    [TestCase(1)]
    [TestCase(20_000)]
    public async Task Every_remaining_item_is_returned_once_or_an_exception_reports_a_shortfall(int firstSeed)
    {
        var outcomes = new Dictionary<bool, int> { [true] = 0, [false] = 0 };

        for (var seed = firstSeed; seed < firstSeed + (Servers / 2); seed++)
        {
            outcomes[await IsCompleteAsync(seed)]++;
        }

        // A server that reports wrong totals is no rare one, but most lists are complete.
        Assert.That(outcomes[true], Is.GreaterThan(Servers / 4));
        Assert.That(outcomes[false], Is.GreaterThan(Servers / 100));
    }

    private static async Task<bool> IsCompleteAsync(int seed)
    {
        var server = new RandomServer(seed);
        var returned = new List<string>();
        QboxmailApiException? exception = null;

        try
        {
            await foreach (var item in server.List())
            {
                returned.Add(item.Code);
            }
        }
        catch (QboxmailApiException caught)
        {
            exception = caught;
        }

        var context = $"Seed {seed}: {server}, returned {string.Join(" ", returned)}, {exception?.Message}";
        Assert.That(returned, Is.Unique, context);
        Assert.That(server.Requests, Is.LessThan(500), context);

        var staying = server.ExpectedItems.ToList();

        if (exception is null)
        {
            Assert.That(returned.Where(staying.Contains), server.MovesItems ? Is.EquivalentTo(staying) : Is.EqualTo(staying), context);
        }
        else if (exception.Reason == QboxmailErrorReason.ValidationFailed)
        {
            Assert.That(server.RejectsLatePages, context);
        }
        else
        {
            Assert.That(exception.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected), context);
            Assert.That(server.IsHonest, Is.False, context);
            Assert.That(exception.Message, Does.Contain("PagingOptions.AllowIncomplete"), context);
        }

        Assert.That(!server.ReportsAllItems || !staying.Except(returned).Any(), context);
        return exception is null;
    }

    private enum Totals
    {
        Right,
        PagesOnly,
        RecordsOnly,
        None,
        ZeroBesideItems,
        TooMany,
        OfThePageAlone,
        ByRequestedSize,
    }

    private enum Change
    {
        None,
        Shrinks,
        Grows,
        GrowsAtTheFront,
        Moves,
    }

    /// <summary>What a server returns for a page after the last one.</summary>
    private enum LatePage
    {
        Empty,
        NotFound,
        Rejected,
        LastPage,
        FirstPage,
    }

    /// <summary>A list in memory whose server has its own idea of pages and totals.</summary>
    private sealed class RandomServer
    {
        private readonly Random _random;
        private readonly Totals _totals;
        private readonly Change _change;
        private readonly bool _reportsSize;
        private readonly bool _echoesSize;
        private readonly LatePage _latePage;
        private readonly bool _ignoresPageNumber;
        private readonly bool _emptyPagesReportTotals;
        private readonly HashSet<int> _emptyPages = [];
        private readonly int _requestedSize;
        private readonly int _size;
        private readonly int _startPage;
        private readonly int _prefetchPages;
        private readonly List<string> _items;
        private readonly HashSet<string> _atTheStart;
        private int _last;

        public RandomServer(int seed)
        {
            _random = new Random(seed);
            _requestedSize = _random.Next(1, 8);
            _size = _random.Next(2) == 0 ? _requestedSize : _random.Next(1, _requestedSize + 1);
            _totals = (Totals)_random.Next(8);
            _reportsSize = _random.Next(2) == 0;
            // From a later page on, a size that is reported wrongly hides how many items were skipped.
            _echoesSize = seed % 2 == 0 && _totals is Totals.None or Totals.ZeroBesideItems;
            _latePage = (LatePage)_random.Next(5);
            _prefetchPages = _random.Next(4);
            _ignoresPageNumber = _random.Next(20) == 0;
            _emptyPagesReportTotals = _random.Next(2) == 0;
            _items = [.. Enumerable.Range(1, _random.Next(40)).Select(number => $"D{number}")];
            _last = _items.Count;
            _change = _ignoresPageNumber ? Change.None : (Change)_random.Next(5);

            // A deletion shows only in a total that is right.
            if (_change == Change.Shrinks && _totals != Totals.Right && _totals != Totals.RecordsOnly)
            {
                _change = Change.None;
            }

            // An item that moves shows only in a number of items that is right.
            if (_change == Change.Moves && _totals is not (Totals.Right or Totals.RecordsOnly))
            {
                _change = Change.None;
            }

            // Without totals, a repeated page ends a list.
            if (_change == Change.GrowsAtTheFront && _totals is Totals.None or Totals.ZeroBesideItems)
            {
                _change = Change.Grows;
            }

            // Where pages before the first one change their size nobody knows how many items were skipped.
            if (_change == Change.None && !_ignoresPageNumber)
            {
                // A full page of a small size looks like the short last page of the requested size.
                _startPage = _totals != Totals.ByRequestedSize && _random.Next(5) == 0 ? _random.Next(1, 5) : 1;

                // An empty first page does not show the size of a page.
                for (var count = _random.Next(5) == 0 ? _random.Next(1, 5) : 0; count > 0; count--)
                {
                    _emptyPages.Add(_startPage + _random.Next(1, 7));
                }
            }
            else
            {
                _startPage = 1;
            }

            _atTheStart = [.. _items];
        }

        public int Requests { get; private set; }

        /// <summary>Whether what it reports can be reached. One that reports no total at all may end a list with an empty page.</summary>
        public bool IsHonest =>
            _totals is Totals.Right or Totals.None or Totals.PagesOnly or Totals.RecordsOnly
            && _emptyPages.Count == 0 && !_ignoresPageNumber && _startPage == 1 && !MovesItems;

        /// <summary>Whether its totals lead to every item of its pages, so that an exception comes after the last one.</summary>
        public bool ReportsAllItems =>
            _totals is Totals.Right or Totals.PagesOnly or Totals.RecordsOnly && _change == Change.None && !_ignoresPageNumber;

        public bool MovesItems => _change == Change.Moves;

        /// <summary>Whether it rejects a page after the last one, as servers with a limit do.</summary>
        public bool RejectsLatePages => _latePage == LatePage.Rejected;

        public IEnumerable<string> ExpectedItems
        {
            get
            {
                if (_totals is Totals.None or Totals.ZeroBesideItems && (_emptyPages.Count > 0 || _ignoresPageNumber))
                {
                    // Without totals, an empty or repeated page ends a list.
                    var end = _ignoresPageNumber ? 1 : _emptyPages.Min() - 1;
                    return _items.Take(Math.Max(0, end) * _size).Skip((_startPage - 1) * _size);
                }

                return _items
                    .Where((_, index) => index >= (_startPage - 1) * _size && !_emptyPages.Contains((index / _size) + 1))
                    .Where(_atTheStart.Contains);
            }
        }

        public PagedAsyncEnumerable<Domain> List() => new(
            GetPageAsync,
            new PagingOptions { PageSize = _requestedSize, StartPage = _startPage, PrefetchPages = _prefetchPages }.ValidatedCopy(),
            CancellationToken.None);

        public override string ToString() =>
            $"{_atTheStart.Count} items at the start, {_size} of {_requestedSize} a page, from page {_startPage}, {_totals}, {_change}, "
            + $"size reported: {_reportsSize}, requested size echoed: {_echoesSize}, "
            + $"late pages: {_latePage}, empty: {string.Join(",", _emptyPages)}, with totals: {_emptyPagesReportTotals}, "
            + $"page number ignored: {_ignoresPageNumber}, prefetch: {_prefetchPages}";

        private Task<Page<Domain>> GetPageAsync(int number, int size, CancellationToken cancellationToken)
        {
            if (Requests++ > 0)
            {
                ChangeItems();
            }

            var shown = _ignoresPageNumber ? 1 : number;

            if (shown > 1 && (shown - 1) * _size >= _items.Count)
            {
                switch (_latePage)
                {
                    case LatePage.NotFound when Requests > 1:
                        return Failure(HttpStatusCode.NotFound, QboxmailErrorReason.NotFound);
                    case LatePage.Rejected:
                        return Failure(HttpStatusCode.UnprocessableEntity, QboxmailErrorReason.ValidationFailed);
                    case LatePage.LastPage: shown = Math.Max(1, (_items.Count + _size - 1) / _size); break;
                    case LatePage.FirstPage: shown = 1; break;
                }
            }

            List<Domain> items = _emptyPages.Contains(number)
                ? []
                : [.. _items.Skip((shown - 1) * _size).Take(_size).Select(code => new Domain { Code = code })];
            var reportsTotals = _emptyPagesReportTotals || items.Count > 0 || number == _startPage;
            return Task.FromResult(new Page<Domain>(items, number, reportsTotals ? PaginationOf(items.Count) : null));
        }

        private static Task<Page<Domain>> Failure(HttpStatusCode status, QboxmailErrorReason reason) =>
            Task.FromException<Page<Domain>>(new QboxmailApiException($"{status}", status, reason));

        private Pagination PaginationOf(int count)
        {
            var pages = (_items.Count + _size - 1) / _size;
            var byRequestedSize = (_items.Count + _requestedSize - 1) / _requestedSize;
            var (totalPages, totalRecords) = _totals switch
            {
                Totals.Right => (pages, _items.Count),
                Totals.PagesOnly => (pages, null),
                Totals.RecordsOnly => (null, _items.Count),
                Totals.ZeroBesideItems => (0, 0),
                Totals.TooMany => (pages + 3, _items.Count + 5),
                Totals.OfThePageAlone => (pages, count),
                Totals.ByRequestedSize => (byRequestedSize, _items.Count),
                _ => ((int?)null, (int?)null),
            };

            var size = _totals == Totals.ByRequestedSize || _echoesSize ? _requestedSize : _size;
            return new Pagination { TotalPages = totalPages, TotalRecords = totalRecords, Per = _reportsSize ? size : null };
        }

        private void ChangeItems()
        {
            if (_random.Next(3) > 0)
            {
                return;
            }

            for (var count = _random.Next(1, 4); count > 0; count--)
            {
                if (_change == Change.Shrinks && _items.Count > 0)
                {
                    _items.RemoveAt(_random.Next(_items.Count));
                }
                else if (_change == Change.Moves && _items.Count > 0)
                {
                    var item = _items[_random.Next(_items.Count)];
                    _items.Remove(item);
                    _items.Insert(_random.Next(_items.Count + 1), item);
                }
                else if (_change is Change.Grows or Change.GrowsAtTheFront && _last < _atTheStart.Count + 8)
                {
                    _items.Insert(_change == Change.Grows ? _items.Count : 0, $"D{++_last}");
                }
            }
        }
    }
}
