using System.Net;
using FsCheck;
using FsCheck.Fluent;

namespace Qboxmail.Tests;

/// <summary>Random histories: a list that changes between any two requests, whose answers come in any order.</summary>
public class ConcurrentChangeTests
{
    private const int Histories = 10_000;

    private SynchronizationContext? _context;

    // Under a context of NUnit's, what waits for an answer would go on on another thread.
    [SetUp]
    public void LeaveContext()
    {
        _context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    [TearDown]
    public void RestoreContext() => SynchronizationContext.SetSynchronizationContext(_context);

    [Test]
    public void With_deletions_only_every_row_that_stays_comes_exactly_once_and_in_order()
    {
        Check(history =>
        {
            var list = new ChangingList(history, deletes: true, appends: false);

            var walked = list.Walk();

            // Of the rows that went meanwhile some were still seen.
            return walked.Where(list.Rows.Contains).SequenceEqual(list.Rows) && walked.Distinct().Count() == walked.Count;
        });
    }

    [Test]
    public void With_more_rows_lost_at_once_than_are_remembered_no_row_that_stays_is_skipped()
    {
        Check(history =>
        {
            var list = new ChangingList(history with { RowsRemembered = 0 }, deletes: true, appends: false);

            var walked = list.Walk();

            return list.Rows.All(walked.Contains);
        });
    }

    [Test]
    public void With_appends_only_every_row_that_was_there_comes_exactly_once_and_in_order()
    {
        Check(history =>
        {
            var list = new ChangingList(history, deletes: false, appends: true);
            var there = list.Rows.ToList();

            var walked = list.Walk();

            return walked.Where(there.Contains).SequenceEqual(there) && walked.Distinct().Count() == walked.Count;
        });
    }

    [Test]
    public void With_deletions_and_appends_mixed_a_walk_ends()
    {
        Check(history =>
        {
            var list = new ChangingList(history, deletes: true, appends: true);

            return list.Walk().Count <= list.Rows.Count + list.Deleted + (list.Requests * history.PageSize);
        });
    }

    [Test]
    public void Requests_under_way_stay_in_their_limit()
    {
        Check(history =>
        {
            var list = new ChangingList(history, deletes: true, appends: true);

            list.Walk();

            // The page that is waited for, and those ahead.
            return list.MostUnderWay <= history.PrefetchPages + 1;
        });
    }

    [Test]
    public void Nothing_is_fetched_beyond_the_last_page_of_a_list_that_stays_as_it_is()
    {
        Check(history =>
        {
            var list = new ChangingList(history, deletes: false, appends: false);

            list.Walk();

            return list.Requests == Math.Max(1, (list.Rows.Count + history.PageSize - 1) / history.PageSize);
        });
    }

    private static void Check(Func<History, bool> holds)
    {
        var histories =
            from rows in Gen.Choose(0, 60)
            from pageSize in Gen.Choose(1, 7)
            from pagesAhead in Gen.Choose(0, 4)
            from emptyPages in Gen.Elements(EmptyPages.HaveTotals, EmptyPages.HaveNone, EmptyPages.AreNotFound)
            from tellsPages in Gen.Elements(true, false)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select new History(rows, pageSize, pagesAhead, emptyPages, tellsPages, seed);

        Prop.ForAll(histories.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));
    }

    /// <summary>What the server says of a page without rows, once it has answered for the first.</summary>
    private enum EmptyPages
    {
        HaveTotals,
        HaveNone,
        AreNotFound,
    }

    /// <param name="RowCount">Rows at the beginning.</param>
    /// <param name="PageSize">Rows on a page.</param>
    /// <param name="PrefetchPages">Pages fetched ahead.</param>
    /// <param name="EmptyPages">How pages without rows are answered behind the first answer.</param>
    /// <param name="TellsPages">Whether the number of pages is told, beside that of the rows.</param>
    /// <param name="Seed">Decides what changes when, and which answer comes first.</param>
    private sealed record History(int RowCount, int PageSize, int PrefetchPages, EmptyPages EmptyPages, bool TellsPages, int Seed)
    {
        /// <summary>Rows that the walk recognises, beside those of the last pages.</summary>
        public int RowsRemembered { get; init; } = 1000;
    }

    /// <summary>A server whose answers are made one at a time, in any order, while its list changes.</summary>
    private sealed class ChangingList(History history, bool deletes, bool appends)
    {
        private readonly Random _random = new(history.Seed);
        private readonly List<(int Page, int Size, TaskCompletionSource<Page<Domain>> Answer)> _underWay = [];
        private int _last = history.RowCount;
        private bool _isFirst = true;

        public List<string> Rows { get; } = [.. Enumerable.Range(1, history.RowCount).Select(Code)];

        public int Requests { get; private set; }

        public int Deleted { get; private set; }

        public int MostUnderWay { get; private set; }

        public List<string> Walk()
        {
            var list = new PagedAsyncEnumerable<Domain>(
                GetPageAsync,
                new PagingOptions { PageSize = history.PageSize, PrefetchPages = history.PrefetchPages, ItemsRemembered = history.RowsRemembered },
                CancellationToken.None);
            var walked = new List<string>();
            var rows = list.GetAsyncEnumerator();

            try
            {
                while (Await(rows.MoveNextAsync().AsTask()))
                {
                    walked.Add(rows.Current.Code);
                }
            }
            catch (QboxmailApiException exception) when (deletes && appends && exception.Message.Contains("incomplete", StringComparison.Ordinal))
            {
                // A deletion that a creation cancels out leaves a list that is smaller than what was reported.
            }

            Assert.That(rows.DisposeAsync().AsTask().IsCompleted);
            return walked;
        }

        private bool Await(Task<bool> move)
        {
            while (!move.IsCompleted)
            {
                Change();
                AnswerOne();
            }

            return move.GetAwaiter().GetResult();
        }

        private Task<Page<Domain>> GetPageAsync(int page, int size, CancellationToken cancellationToken)
        {
            var answer = new TaskCompletionSource<Page<Domain>>();
            _underWay.Add((page, size, answer));
            cancellationToken.Register(() => _underWay.RemoveAll(request => request.Answer == answer));
            Requests++;
            MostUnderWay = Math.Max(MostUnderWay, _underWay.Count);
            return answer.Task;
        }

        private void AnswerOne()
        {
            var index = _random.Next(_underWay.Count);
            var (page, size, answer) = _underWay[index];
            _underWay.RemoveAt(index);

            var rows = Rows.Skip((page - 1) * size).Take(size).Select(code => new Domain { Code = code }).ToList();
            var empty = rows.Count > 0 || _isFirst ? EmptyPages.HaveTotals : history.EmptyPages;
            _isFirst = false;

            if (empty == EmptyPages.AreNotFound)
            {
                answer.SetException(new QboxmailApiException($"page {page}", HttpStatusCode.NotFound, QboxmailErrorReason.NotFound));
                return;
            }

            int? pages = history.TellsPages ? (Rows.Count + size - 1) / size : null;
            answer.SetResult(new Page<Domain>(
                rows,
                page,
                empty == EmptyPages.HaveNone
                    ? new Pagination()
                    : new Pagination { Page = page, Per = size, TotalPages = pages, TotalRecords = Rows.Count }));
        }

        private void Change()
        {
            if (deletes && _random.Next(3) == 0)
            {
                for (var count = _random.Next(Math.Min(10, Rows.Count) + 1); count > 0; count--)
                {
                    Rows.RemoveAt(_random.Next(Rows.Count));
                    Deleted++;
                }
            }

            if (appends && _random.Next(3) == 0 && _last < 500)
            {
                for (var count = _random.Next(3); count > 0; count--)
                {
                    Rows.Add(Code(++_last));
                }
            }
        }

        private static string Code(int number) => $"D{number}";
    }
}
