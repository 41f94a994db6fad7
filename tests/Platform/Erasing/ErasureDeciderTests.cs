using Aftersales.Kernel;
using Aftersales.Platform.Erasing;
using NodaTime;

namespace Aftersales.Platform.Tests.Erasing;

/// <summary>R-PPL-2: a service's part in an erasure.</summary>
public class ErasureDeciderTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 6, 2, 1, 0);

    [Fact]
    public void R_PPL_2_it_looks_says_that_it_is_ready_and_erases_when_it_is_told()
    {
        var asked = After(null, part => ErasureDecider.Ask(part, "ann", erase: false, Now));
        (asked.Stage, asked.Next).ShouldBe((ErasureStage.Looking, Now));
        var ready = After(asked, part => ErasureDecider.Look(part!, [], Now));
        (ready.Stage, ready.Next).ShouldBe((ErasureStage.Ready, null));
        var told = After(ready, part => ErasureDecider.Ask(part, "ann", erase: true, Now));
        (told.Stage, told.Next).ShouldBe((ErasureStage.Erasing, Now));
        var done = After(told, part => ErasureDecider.End(part!, new(2, 1, ["TAX_LAW"]), Now));
        (done.Stage, done.Next, done.Result!.Erased).ShouldBe((ErasureStage.Done, null, 2));
    }

    [Fact]
    public void R_CLK_4_while_something_is_open_it_looks_again_each_day()
    {
        var asked = After(null, part => ErasureDecider.Ask(part, "ann", erase: false, Now));
        var waits = After(asked, part => ErasureDecider.Look(part!, ["case/case_1"], Now));
        (waits.Stage, waits.Next, waits.WaitsFor.Single()).ShouldBe((ErasureStage.Looking, Now + Duration.FromDays(1), "case/case_1"));
        After(waits, part => ErasureDecider.Look(part!, [], Now)).Stage.ShouldBe(ErasureStage.Ready);
    }

    [Fact]
    public void What_was_begun_between_agreeing_and_erasing_is_waited_for_too()
    {
        var told = After(null, part => ErasureDecider.Ask(part, "ann", erase: true, Now));
        var waits = After(told, part => ErasureDecider.Look(part!, ["case/case_2"], Now));
        (waits.Stage, waits.WaitsFor.Length).ShouldBe((ErasureStage.Erasing, 1));
        ErasureDecider.Look(waits, [], Now).Events.ShouldBeEmpty("it erases instead");
    }

    [Fact]
    public void Asked_again_it_says_again_what_it_said_and_does_nothing_twice()
    {
        var asked = After(null, part => ErasureDecider.Ask(part, "ann", erase: false, Now));
        ErasureDecider.Ask(asked, "ann", erase: false, Now).Events.ShouldBeEmpty("it is about to look");
        var waits = After(asked, part => ErasureDecider.Look(part!, ["case/case_1"], Now));
        var done = After(After(null, part => ErasureDecider.Ask(part, "ann", erase: true, Now)), part => ErasureDecider.End(part!, new(1, 0, []), Now));
        foreach (var (part, erase) in new[] { (waits, false), (done, false), (done, true) })
        {
            ErasureDecider.Ask(part, "ann", erase, Now).Events.ShouldHaveSingleItem().ShouldBeOfType<ErasureToldAgain>();
            ErasureDecider.Evolve(part, new ErasureToldAgain(Now)).ShouldBe(part);
        }

        ErasureDecider.End(done, new(5, 0, []), Now).Events.ShouldBeEmpty();
    }

    private static ErasurePart After(ErasurePart? part, Func<ErasurePart?, Decision<ErasureEvent>> decide) => decide(part).Events.Aggregate(part, ErasureDecider.Evolve)!;
}
