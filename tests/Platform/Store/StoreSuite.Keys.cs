using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;

namespace Aftersales.Platform.Tests.Store;

/// <summary>Keys of aggregates: made with the first personal field, read with the state, removed with the customer's data.</summary>
public abstract partial class StoreSuite
{
    private static readonly Vault Vault = new(new byte[32]);

    private Aggregates<Letter, LetterWritten> Letters => new(new LetterType(), Store, new EventEnvelope("post"), Vault, new NoReadCache());

    [Fact]
    public async Task A_key_is_made_once_and_read_with_state_list_and_events()
    {
        await Write("letter_1", "ann", "first");
        await Write("letter_1", "ann", "second");

        var (key, loaded) = ((await KeysOf("ann")).ShouldHaveSingleItem(), await Store.Load(Shop, "letter", "letter_1", null, None));
        (loaded.Key, loaded.Version).ShouldBe((key.Key, 2));
        (await Store.Events(Shop, "letter", "letter_1", 0, 10, None)).Select(e => Words(e.Body, e.Key)).ShouldBe(["first", "second"]);
        (await Store.StatesAfter(Shop, "letter", "", 10, None)).ShouldHaveSingleItem().Loaded.Key.ShouldBe(key.Key);
        (await Store.LoadAll(Shop, "letter", ["letter_1"], None)).Single().Key.ShouldBe(key.Key);
        Vault.Open((await Letters.Find(Shop, "letter_1", None))!.State.Words).ShouldBe("second");
    }

    [Fact]
    public async Task What_has_no_personal_fields_has_no_key()
    {
        await Write("letter_1", "ann", "");
        (await Store.Load(Shop, "letter", "letter_1", null, None)).Key.ShouldBeNull();
        (await KeysOf("ann")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_that_make_the_key_at_once_one_is_and_both_texts_can_be_read()
    {
        await Write("letter_1", "ann", "");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => Write("letter_1", "ann", $"text {n}")))).WaitAsync(Soon);

        var events = await Store.Events(Shop, "letter", "letter_1", 1, 10, None);
        events.Select(e => Words(e.Body, e.Key)).Order().ShouldBe(Enumerable.Range(0, 8).Select(n => $"text {n}"));
        (await KeysOf("ann")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_key_follows_when_it_becomes_known_whose_data_it_protects()
    {
        await Write("letter_1", null, "from whom?");
        (await KeysOf("ann")).ShouldBeEmpty();
        await Write("letter_1", "ann", "");
        (await KeysOf("ann")).ShouldHaveSingleItem().Id.ShouldBe("letter_1");
    }

    [Fact]
    public async Task Many_that_are_changed_together_get_and_keep_their_keys()
    {
        await Write("letter_1", "ann", "old");
        await All(("letter_1", "ann", "new"), ("letter_2", null, "first"), ("letter_3", "ann", ""));
        await All(("letter_1", "ann", ""), ("letter_2", "bob", ""), ("letter_3", "ann", "late"));

        (await KeysOf("ann")).Select(key => key.Id).ShouldBe(["letter_1", "letter_3"]);
        (await KeysOf("bob")).Select(key => key.Id).ShouldBe(["letter_2"]);
        foreach (var (id, words) in new[] { ("letter_1", "new"), ("letter_2", "first"), ("letter_3", "late") })
            Vault.Open((await Letters.Find(Shop, id, None))!.State.Words).ShouldBe(words);

        Task All(params (string Id, string? Writer, string Words)[] texts) =>
            Letters.ChangeAll(Writing, [.. texts.Select(text => (text.Id, (Func<Letter?, Decision<LetterWritten>>)(_ => Written(text.Writer, text.Words))))]);
    }

    [Fact]
    public async Task Once_the_key_is_removed_nobody_reads_what_was_written_under_it_and_what_is_written_later_has_another()
    {
        await Write("letter_1", "ann", "gone");
        await Write("letter_2", "bob", "stays");
        await Store.RemoveKeys(Shop, await KeysOf("ann"), None);

        Vault.Open((await Letters.Find(Shop, "letter_1", None))!.State.Words).ShouldBeNull();
        Vault.Open((await Letters.Find(Shop, "letter_2", None))!.State.Words).ShouldBe("stays");

        await Write("letter_1", "ann", "new");
        var key = (await KeysOf("ann")).ShouldHaveSingleItem();
        (await Store.Events(Shop, "letter", "letter_1", 0, 10, None)).Select(e => Words(e.Body, e.Key)).ShouldBe([null, "new"]);

        await Store.RemoveKeys(Shop, [key with { Key = "another" }], None);
        (await KeysOf("ann")).ShouldHaveSingleItem("it was another's key that went");
        await Store.RemoveKeys(Rival, [key], None);
        (await KeysOf("ann")).ShouldHaveSingleItem("of this merchant none");
    }

    [Fact]
    public async Task What_is_written_while_the_key_is_removed_is_never_lost_with_it()
    {
        await Write("letter_1", "ann", "old");
        var key = (await KeysOf("ann")).Single();
        var (decided, removed) = (0, false);
        await Letters.Change("letter_1", Writing, _ =>
        {
            decided++;
            if (!removed)
                Store.RemoveKeys(Shop, [key], None).GetAwaiter().GetResult();
            removed = true;
            return Written("ann", "new");
        });

        decided.ShouldBe(2, "the key that it was written under was gone");
        Vault.Open((await Letters.Find(Shop, "letter_1", None))!.State.Words).ShouldBe("new");
        (await KeysOf("ann")).ShouldHaveSingleItem().Key.ShouldNotBe(key.Key);
    }

    [Fact]
    public async Task Keys_are_listed_page_by_page()
    {
        foreach (var n in Enumerable.Range(1, 5))
            await Write($"letter_{n}", "ann", "text");
        var first = await Store.Keys(Shop, "ann", ("", ""), 3, None);
        var rest = await Store.Keys(Shop, "ann", (first[^1].Kind, first[^1].Id), 3, None);
        first.Concat(rest).Select(key => key.Id).ShouldBe(["letter_1", "letter_2", "letter_3", "letter_4", "letter_5"]);
        (await Store.Keys(Rival, "ann", ("", ""), 3, None)).ShouldBeEmpty();
    }

    private static Call Writing => new(new Caller(Shop, "agent_1", []), "Write", At, None);

    private static LetterWritten Written(string? writer, string words) => new(writer, words.Length == 0 ? SealedText.Empty : Vault.Seal(words));

    private static string? Words(string body, string? key) => Vault.Open(Json.Read<LetterWritten>(body, Vault.KeyOf(key)).Words);

    private Task Write(string id, string? writer, string words) => Letters.Change(id, Writing, _ => Written(writer, words));

    private Task<IReadOnlyList<KeyRow>> KeysOf(string subject) => Store.Keys(Shop, subject, ("", ""), 100, None);
}
