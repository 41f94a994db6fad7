using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.ConversationTests;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Declared disasters stop the clocks of their regions (R-TRK-1).</summary>
public class DisasterTests
{
    private static readonly Standstill Flood = Stop("dis_1", 1, 2, 26);

    [Fact]
    public void R_TRK_1_clocks_stand_still_for_a_disasters_time_and_move_on_after()
    {
        var due = Opened().State!.Clock!.Due;
        var stopped = Opened().After(new CaseCommand.StopClocks([Flood]));
        stopped.State!.Clock!.Due.ShouldBe(due + Duration.FromHours(24));
        stopped.When(new CaseCommand.StopClocks([Flood])).Events.ShouldBeEmpty();
        stopped.Later(Duration.FromHours(30)).When(Tick).Events.ShouldBeEmpty();
        stopped.ClockRunsOut().State!.Breaches.ShouldBe(1);
    }

    [Fact]
    public void R_TRK_1_a_disaster_that_ends_earlier_or_later_times_the_clocks_anew()
    {
        var due = Opened().State!.Clock!.Due;
        var stopped = Opened().After(new CaseCommand.StopClocks([Flood]));
        stopped.After(new CaseCommand.StopClocks([Stop("dis_1", 2, 2, 3)])).State!.Clock!.Due.ShouldBe(due + Duration.FromHours(1));
        stopped.After(new CaseCommand.StopClocks([Stop("dis_1", 3, 2, 50), Flood])).State!.Clock!.Due.ShouldBe(due + Duration.FromHours(48));
    }

    [Fact]
    public void R_TRK_1_cases_opened_meanwhile_and_clocks_begun_meanwhile_stand_still_too()
    {
        var facts = Facts with { Region = "CN-SC", Stops = [Flood, Stop("dis_0", 1, -9, -5)] };
        var opened = new CaseStory(null, Now).After(Open(CaseType.MissingItem, facts: facts));
        opened.State!.Region.ShouldBe("CN-SC");
        opened.State.Stops.ShouldBe([Flood]);
        opened.State.Clock!.Due.ShouldBe(Opened().State!.Clock!.Due + Duration.FromHours(24));

        var raised = opened.Later(Duration.FromHours(20)).After(new CaseCommand.Escalate(Agent, Sealed, AtWork));
        raised.State!.Clock!.Due.ShouldBe(BusinessCalendar.Default.AfterWorkingDays(raised.At, 2) + Duration.FromHours(6));
        raised.After(Promising(due: raised.At + Duration.FromHours(1), by: Senior)).State!.Promises[0].Due.ShouldBe(raised.At + Duration.FromHours(7));
    }

    [Fact]
    public void R_TRK_1_what_a_case_was_not_told_of_stops_its_clock_before_that_runs_out()
    {
        var due = Opened() with { At = Opened().State!.Clock!.Due };
        var told = due.When(Tick with { Stops = [Flood] }).Events.ShouldHaveSingleItem().ShouldBeOfType<ClocksStopped>();
        told.Told.ShouldBe([Flood]);
    }

    [Fact]
    public void R_TRK_1_answers_and_offers_are_not_put_off_by_a_disaster_elsewhere()
    {
        var waiting = Complained(Channel.Im).After(new CaseCommand.StopClocks([Flood]));
        waiting.State!.Talk.Awaited!.Due.ShouldBe(Now + Duration.FromMinutes(1));
        var offered = Opened().After(Offer("o1", Agent), new CaseCommand.StopClocks([Flood]));
        offered.State!.Clock!.Due.ShouldBe(offered.State.OpenOffer!.ValidUntil);
    }

    [Fact]
    public void R_TRK_1_the_time_that_is_left_is_the_same_whichever_is_told_first()
    {
        // 15 hours of the day are left; 5 pass, the flood comes, an offer pauses the clock for a day, and passes.
        var pausedFirst = Opened().Later(Duration.FromHours(1)).After(Offer("o1", Agent)).After(new CaseCommand.StopClocks([Flood])).ClockRunsOut();
        var stoppedFirst = Opened().After(new CaseCommand.StopClocks([Flood])).Later(Duration.FromHours(1)).After(Offer("o1", Agent)).ClockRunsOut();
        pausedFirst.State!.Clock!.Due.ShouldBe(stoppedFirst.State!.Clock!.Due);
        pausedFirst.State.Clock.Due.ShouldBe(pausedFirst.At + Duration.FromHours(14));
    }

    [Fact]
    public void What_is_told_in_any_order_is_kept_once_and_looked_at_twice()
    {
        var told = Keep(null, Stop("dis_1", 2, 2, 9), "CN-SC");
        Disasters.Keep(told, Flood, ["CN-SC"], Now).Events.ShouldBeEmpty();
        told.Of("CN-SC").Single().Version.ShouldBe(2);
        told.Of("CN-GD").ShouldBeEmpty();
        Keep(told, Stop("dis_2", 1, 2, 9)).Of("CN-GD").Single().Disaster.ShouldBe("dis_2");

        var once = Looked(told, Now);
        once.Known["dis_1"].LookAt.ShouldBe(Now + Duration.FromMinutes(10));
        Disasters.Spread(once, "dis_1", Now).Events.ShouldBeEmpty();
        Looked(once, Now + Duration.FromMinutes(10)).Known["dis_1"].LookAt.ShouldBeNull();
    }

    internal static Standstill Stop(string id, long version, int fromHour, int untilHour) =>
        new(id, version, new(Now + Duration.FromHours(fromHour), Now + Duration.FromHours(untilHour)));

    private static Disasters Keep(Disasters? known, Standstill stop, params ImmutableArray<string> regions) =>
        Disasters.Evolve(known, Disasters.Keep(known, stop, regions, Now).Events.Single());

    private static Disasters Looked(Disasters known, Instant at) => Disasters.Evolve(known, Disasters.Spread(known, "dis_1", at).Events.Single());
}
