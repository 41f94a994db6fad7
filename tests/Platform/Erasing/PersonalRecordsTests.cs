using System.Reflection;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Erasing;
using Aftersales.Platform.Events;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Operations;
using Aftersales.Platform.Store;
using Aftersales.Platform.Tests.Store;
using NodaTime;

namespace Aftersales.Platform.Tests.Erasing;

/// <summary>R-PPL-2: an erasure goes through everything of a customer, piece by piece.</summary>
public sealed class PersonalRecordsTests : IAsyncLifetime
{
    private const string Shop = "m_shop";
    private const int Letters = 450;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aftersales-erasing-");
    private SqlStore store = null!;

    public async Task InitializeAsync()
    {
        store = SqlStore.Sqlite(Path.Combine(folder.FullName, "store.db"), TimeProvider.System);
        await store.Migrate(default);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task R_PPL_2_an_erasure_that_ended_half_way_is_done_by_the_next_run_and_harmless_after()
    {
        var vault = new Vault(new byte[32]);
        var letters = new Aggregates<Letter, LetterWritten>(new LetterType(), store, new EventEnvelope("post"), vault, new NoReadCache());
        var call = new Call(new Caller(Shop, "agent_1", []), "Write", Instant.FromUtc(2026, 6, 2, 1, 0), default);
        await letters.ChangeAll(call, [.. Enumerable.Range(0, Letters).Select(n => ($"letter_{n:D3}", Writing("ann"))), ("letter_x", Writing("bob"))]);

        await Should.ThrowAsync<StoreUnavailableException>(() => Over(EndsAtSecond.Around(store)).Erase(Shop, "ann", default));
        (await store.Keys(Shop, "ann", ("", ""), 500, default)).Count.ShouldBeInRange(1, Letters - 1, "some went and some are there");

        (await Over(store).Erase(Shop, "ann", default)).Erased.ShouldBeInRange(1, Letters - 1);
        (await store.Keys(Shop, "ann", ("", ""), 500, default)).ShouldBeEmpty();
        (await Over(store).Erase(Shop, "ann", default)).Erased.ShouldBe(0);
        vault.Open((await letters.Find(Shop, "letter_449", default))!.State.Words).ShouldBeNull();
        vault.Open((await letters.Find(Shop, "letter_x", default))!.State.Words).ShouldBe("bob's words");

        Func<Letter?, Decision<LetterWritten>> Writing(string writer) => _ => new LetterWritten(writer, vault.Seal($"{writer}'s words"));
    }

    private static PersonalRecords Over(IStore store) => new(store, [new KnownAggregate<Letter, LetterWritten>(new LetterType())]);

    /// <summary>The process ends before the second piece.</summary>
    public class EndsAtSecond : DispatchProxy
    {
        private IStore store = null!;
        private int pieces;

        public static IStore Around(IStore store)
        {
            var proxy = Create<IStore, EndsAtSecond>();
            ((EndsAtSecond)(object)proxy).store = store;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IStore.RemoveKeys) && ++pieces == 2
                ? Task.FromException(new StoreUnavailableException("as when the process ends here"))
                : targetMethod.Invoke(store, args);
    }
}
