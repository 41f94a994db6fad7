using Aftersales.Platform.Store;

namespace Aftersales.Platform.Tests.Store;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task A_list_gives_the_present_states_in_ordinal_order()
    {
        // Ordinal: capitals before small letters, and "Ä" after both.
        foreach (var (id, key) in new[] { ("case_1", "b"), ("case_2", "B"), ("case_3", "Ä"), ("case_4", "a") })
            await Commit(Creation(id) with { Listed = [new ListEntry("open", key, id, id)] });
        await Commit(new Commit(Shop) { Change = Change("case_4", 1) });

        var rows = await Store.List(Shop, new ListQuery("open", Kind, null, 10), None);
        rows.Select(row => row.Aggregate).ShouldBe(["case_2", "case_4", "case_1", "case_3"]);
        rows[1].ShouldBe(new ListedRow("a", "case_4", "case_4", 2, """{"version":2}"""));

        var backwards = await Store.List(Shop, new ListQuery("open", Kind, null, 3, Descending: true), None);
        backwards.Select(row => row.Aggregate).ShouldBe(["case_3", "case_1", "case_4"]);
    }

    [Fact]
    public async Task Rows_before_a_key_are_counted()
    {
        await Commit(Creation("case_1") with { Listed = [.. new[] { "1", "2", "2", "3" }.Select((key, n) => new ListEntry("due", key, $"{n}", "case_1"))] });
        (await Store.Count(Shop, "due", "2", None)).ShouldBe(1);
        (await Store.Count(Shop, "due", "3", None)).ShouldBe(3);
        (await Store.Count(Shop, "none", "3", None)).ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_starts_behind_the_last_row_of_the_page_before(bool descending)
    {
        // One aggregate listed by its parts, some at the same key.
        await Commit(Creation("case_1") with { Listed = [.. Enumerable.Range(0, 10).Select(n => new ListEntry("parts", $"{n / 4}", $"part_{n}", "case_1"))] });

        var seen = await Pages(new ListQuery("parts", Kind, null, 3, descending));
        string[] expected = [.. Enumerable.Range(0, 10).Select(n => $"part_{n}")];
        seen.ShouldBe(descending ? expected.Reverse() : expected);
    }

    [Fact]
    public async Task What_is_unlisted_is_gone_and_what_moves_is_there_once()
    {
        await Commit(Creation("case_1") with { Listed = [new ListEntry("open", "1", "case_1", "case_1"), new ListEntry("all", "1", "case_1", "case_1")] });
        await Commit(new Commit(Shop)
        {
            Unlisted = [new ListEntry("open", "1", "case_1", "case_1")],
            Listed = [new ListEntry("open", "2", "case_1", "case_1"), new ListEntry("all", "1", "case_1", "case_1")],
        });

        (await Store.List(Shop, new ListQuery("open", Kind, null, 10), None)).ShouldHaveSingleItem().Key.ShouldBe("2");
        (await Store.List(Shop, new ListQuery("all", Kind, null, 10), None)).ShouldHaveSingleItem();
        (await Store.List(Shop, new ListQuery("all", "return", null, 10), None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paging_while_others_insert_shows_each_stable_row_once(bool descending)
    {
        string[] stable = [.. Enumerable.Range(0, 40).Select(n => $"key_{n:000}")];
        await Commit(Creation("case_1") with { Listed = [.. stable.Select(key => new ListEntry("open", key, key, "case_1"))] });

        using var stop = new CancellationTokenSource();
        var inserting = Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
                await Commit(new Commit(Shop) { Listed = [new ListEntry("open", $"key_{n * 7 % 40:000}", $"new_{n:00000}", "case_1")] });
        });
        var seen = await Pages(new ListQuery("open", Kind, null, 5, descending)).WaitAsync(Soon);
        await stop.CancelAsync();
        await inserting.WaitAsync(Soon);

        seen.ShouldBeUnique();
        seen.Where(item => item.StartsWith("key", StringComparison.Ordinal)).ShouldBe(descending ? stable.Reverse() : stable);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task A_page_has_1_to_500_rows(int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Store.List(Shop, new ListQuery("open", Kind, null, limit), None));

    private async Task<List<string>> Pages(ListQuery query)
    {
        var seen = new List<string>();
        while (true)
        {
            var page = await Store.List(Shop, query, None);
            seen.AddRange(page.Select(row => row.Item));
            if (page.Count < query.Limit)
                return seen;
            query = query with { After = (page[^1].Key, page[^1].Item) };
        }
    }
}
