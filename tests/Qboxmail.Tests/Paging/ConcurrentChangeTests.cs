using System.Net;
using FsCheck;
using FsCheck.Fluent;

namespace Qboxmail.Tests;

/// <summary>Random histories: a list that changes between any two requests, whose responses arrive in any order.</summary>
[Parallelizable]
public class ConcurrentChangeTests
{
    private static readonly int Histories = Cases.CountOf(10_000);

    private SynchronizationContext? _context;

    // In a context of NUnit, continuations would run on another thread.
    [SetUp]
    public void LeaveContext()
    {
        _context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    [TearDown]
    public void RestoreContext() => SynchronizationContext.SetSynchronizationContext(_context);

    [Test]
    public void With_deletions_every_item_that_stays_is_returned_once_and_in_order()
    {
        Check(history =>
        {
            var list = new ChangingList(history, deletes: true, appends: false);

            var returned = list.Enumerate();

            // Some of the deleted items were returned before.
            return returned.Where(list.Items.Contains).SequenceEqual(list.Items) && returned.Distinct().Count() == returned.Count;
        });
    }

    [Test]
    public void With_more_deletions_than_are_remembered_no_item_that_stays_is_skipped()
    {
        Check(history =>
        {
            var list = new ChangingList(history with { ItemsRemembered = 0 }, deletes: true, appends: false);

            var returned = list.Enumerate();

            return list.Items.All(returned.Contains);
        });
    }

    [Test]
    public void With_appends_every_earlier_item_is_returned_once_and_in_order()
    {
        Check(history =>
        {
            var list = new ChangingList(history, deletes: false, appends: true);
            var there = list.Items.ToList();

            var returned = list.Enumerate();

            return returned.Where(there.Contains).SequenceEqual(there) && returned.Distinct().Count() == returned.Count;
        });
    }

    [Test]
    public void An_enumeration_ends_in_spite_of_deletions_and_appends()
    {
        Check(history =>
        {
            var list = new ChangingList(history, deletes: true, appends: true);

            return list.Enumerate().Count <= list.Items.Count + list.Deleted + (list.Requests * history.PageSize);
        });
    }

    [Test]
    public void Pending_requests_do_not_exceed_PrefetchPages()
    {
        Check(history =>
        {
            var list = new ChangingList(history, deletes: true, appends: true);

            list.Enumerate();

            // The page that is waited for, and those ahead.
            return list.MostUnderWay <= history.PrefetchPages + 1;
        });
    }

    [Test]
    public void An_unchanged_list_costs_one_request_a_page()
    {
        Check(history =>
        {
            var list = new ChangingList(history, deletes: false, appends: false);

            list.Enumerate();

            return list.Requests == Math.Max(1, (list.Items.Count + history.PageSize - 1) / history.PageSize);
        });
    }

    private static void Check(Func<History, bool> holds)
    {
        var histories =
            from items in Gen.Choose(0, 60)
            from pageSize in Gen.Choose(1, 7)
            from pagesAhead in Gen.Choose(0, 4)
            from emptyPages in Gen.Elements(EmptyPages.HaveTotals, EmptyPages.HaveNone, EmptyPages.AreNotFound)
            from tellsPages in Gen.Elements(true, false)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select new History(items, pageSize, pagesAhead, emptyPages, tellsPages, seed);

        Prop.ForAll(histories.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));
    }

    /// <summary>How the server returns an empty page after the first one.</summary>
    private enum EmptyPages
    {
        HaveTotals,
        HaveNone,
        AreNotFound,
    }

    /// <param name="ItemCount">Items at the beginning.</param>
    /// <param name="PageSize">Items on a page.</param>
    /// <param name="PrefetchPages">Pages fetched ahead.</param>
    /// <param name="EmptyPages">How empty pages after the first one are returned.</param>
    /// <param name="ReportsPages">Whether the number of pages is reported beside that of the items.</param>
    /// <param name="Seed">Decides what changes when, and which response arrives first.</param>
    private sealed record History(int ItemCount, int PageSize, int PrefetchPages, EmptyPages EmptyPages, bool ReportsPages, int Seed)
    {
        /// <summary>The number of items that the enumeration recognizes, beside those of the last pages.</summary>
        public int ItemsRemembered { get; init; } = 1000;
    }

    /// <summary>A server that responds in any order while its list changes.</summary>
    private sealed class ChangingList(History history, bool deletes, bool appends)
    {
        private readonly Random _random = new(history.Seed);
        private readonly List<(int Page, int Size, TaskCompletionSource<Page<Domain>> Response)> _underWay = [];
        private int _last = history.ItemCount;
        private bool _isFirst = true;

        public List<string> Items { get; } = [.. Enumerable.Range(1, history.ItemCount).Select(Code)];

        public int Requests { get; private set; }

        public int Deleted { get; private set; }

        public int MostUnderWay { get; private set; }

        public List<string> Enumerate()
        {
            var list = new PagedAsyncEnumerable<Domain>(
                GetPageAsync,
                new PagingOptions { PageSize = history.PageSize, PrefetchPages = history.PrefetchPages, ItemsRemembered = history.ItemsRemembered },
                CancellationToken.None);
            var returned = new List<string>();
            var items = list.GetAsyncEnumerator();

            try
            {
                while (Await(items.MoveNextAsync().AsTask()))
                {
                    returned.Add(items.Current.Code);
                }
            }
            catch (QboxmailApiException exception) when (deletes && appends && exception.Message.Contains("incomplete", StringComparison.Ordinal))
            {
                // A deletion that a creation cancels out leaves a list that is smaller than what was reported.
            }

            Assert.That(items.DisposeAsync().AsTask().IsCompleted);
            return returned;
        }

        private bool Await(Task<bool> move)
        {
            while (!move.IsCompleted)
            {
                Change();
                RespondOnce();
            }

            return move.GetAwaiter().GetResult();
        }

        private Task<Page<Domain>> GetPageAsync(int page, int size, CancellationToken cancellationToken)
        {
            var response = new TaskCompletionSource<Page<Domain>>();
            _underWay.Add((page, size, response));
            cancellationToken.Register(() => _underWay.RemoveAll(request => request.Response == response));
            Requests++;
            MostUnderWay = Math.Max(MostUnderWay, _underWay.Count);
            return response.Task;
        }

        private void RespondOnce()
        {
            var index = _random.Next(_underWay.Count);
            var (page, size, response) = _underWay[index];
            _underWay.RemoveAt(index);

            var items = Items.Skip((page - 1) * size).Take(size).Select(code => new Domain { Code = code }).ToList();
            var empty = items.Count > 0 || _isFirst ? EmptyPages.HaveTotals : history.EmptyPages;
            _isFirst = false;

            if (empty == EmptyPages.AreNotFound)
            {
                response.SetException(new QboxmailApiException($"page {page}", HttpStatusCode.NotFound, QboxmailErrorReason.NotFound));
                return;
            }

            int? pages = history.ReportsPages ? (Items.Count + size - 1) / size : null;
            response.SetResult(new Page<Domain>(
                items,
                page,
                empty == EmptyPages.HaveNone
                    ? new Pagination()
                    : new Pagination { Page = page, Per = size, TotalPages = pages, TotalRecords = Items.Count }));
        }

        private void Change()
        {
            if (deletes && _random.Next(3) == 0)
            {
                for (var count = _random.Next(Math.Min(10, Items.Count) + 1); count > 0; count--)
                {
                    Items.RemoveAt(_random.Next(Items.Count));
                    Deleted++;
                }
            }

            if (appends && _random.Next(3) == 0 && _last < 500)
            {
                for (var count = _random.Next(3); count > 0; count--)
                {
                    Items.Add(Code(++_last));
                }
            }
        }

        private static string Code(int number) => $"D{number}";
    }
}
