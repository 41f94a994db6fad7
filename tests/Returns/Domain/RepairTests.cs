using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Policies;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Repairs;
using Aftersales.Returns.Policy;
using NodaTime;
using static Aftersales.Returns.Domain.Repairs.RepairCommand;
using Cancelled = Aftersales.Returns.Domain.Repairs.Cancelled;
using Collected = Aftersales.Returns.Domain.Repairs.Collected;
using Overdue = Aftersales.Returns.Domain.Repairs.Overdue;
using PassDeadline = Aftersales.Returns.Domain.Repairs.RepairCommand.PassDeadline;
using Receive = Aftersales.Returns.Domain.Repairs.RepairCommand.Receive;

namespace Aftersales.Returns.Tests.Domain;

public sealed class RepairTests
{
    private const string Tailor = "p_tailor";

    private static readonly RepairPolicy Policy =
        new Policies<MerchantRepairPolicy>(typeof(ReturnsApp).Assembly, "repairs.json", folder: null, TimeProvider.System).For("any");

    private static readonly Request Asked = new(
        "fix_1", "plan_1.1", "case_1", Samples.Order, [new("kettle", 1)], new("sealed"), ResponsibleParty.Customer);

    private static readonly RepairCommand Price = new RepairCommand.Quote(Samples.Specialist, Money.Cny(30_00), "new handle");

    private static readonly RepairCommand[] ToWorkshop =
        [Asked, Price, new Answer(Samples.Customer, 1, true), new Collect("courier", "SF1"), new Receive(Samples.Warehouse)];

    [Fact]
    public void R_RET_8_the_price_is_told_first_then_collected_repaired_and_sent_back()
    {
        var done = Given([.. ToWorkshop, new Finish(Tailor, true), new SendBack(Tailor, "SF2"), new ConfirmDelivery(Samples.Customer)]);
        (done.Stage, done.IsRepaired).ShouldBe((RepairStage.Done, true));
        Decide(Given(Asked), new Collect("courier", "SF1")).Refusal!.Reason.ShouldBe(RepairStages.StateInvalid);
    }

    [Fact]
    public void R_RET_8_a_declined_price_leaves_the_goods_where_they_are_or_sends_them_back()
    {
        Given(Asked, Price, new Answer(Samples.Customer, 1, false)).Stage.ShouldBe(RepairStage.Declined);

        var dearer = Given([.. ToWorkshop, new RepairCommand.Quote(Samples.Specialist, Money.Cny(80_00), "new body"), new Answer(Samples.Customer, 2, false)]);
        (dearer.Stage, dearer.IsHere, dearer.IsRepaired).ShouldBe((RepairStage.Ready, true, false));
        After(dearer, new SendBack(Tailor, "SF2"), new ConfirmDelivery(Samples.Customer)).Stage.ShouldBe(RepairStage.Declined);
    }

    [Fact]
    public void A_price_that_was_replaced_cannot_be_accepted()
    {
        var dearer = Given([.. ToWorkshop, new RepairCommand.Quote(Samples.Specialist, Money.Cny(80_00), "new body")]);
        Decide(dearer, new Answer(Samples.Customer, 1, true)).Refusal!.Reason.ShouldBe(RepairStages.StateInvalid);
        After(dearer, new Answer(Samples.Customer, 2, true)).Stage.ShouldBe(RepairStage.InWorkshop);
    }

    [Fact]
    public void What_costs_nothing_needs_no_answer() =>
        Given(Asked, new RepairCommand.Quote(Samples.Specialist, Money.Cny(0), "new seal")).Stage.ShouldBe(RepairStage.Accepted);

    [Fact]
    public void What_cannot_be_repaired_goes_back_and_needs_another_way() =>
        Given([.. ToWorkshop, new Finish(Tailor, false), new SendBack(Tailor, "SF2"), new ConfirmDelivery(Samples.Customer)]).Stage.ShouldBe(RepairStage.Failed);

    [Fact]
    public void R_CLK_4_a_silent_customer_is_reminded_twice_and_then_declined()
    {
        var quoted = Given(Asked, Price);
        for (var i = 1; i <= 2; i++)
        {
            quoted = Pass(quoted);
            (quoted.Stage, quoted.Reminders).ShouldBe((RepairStage.Quoted, i));
        }

        Pass(quoted).Stage.ShouldBe(RepairStage.Declined);
    }

    [Theory]
    [InlineData(1, RepairStage.Requested, true)]
    [InlineData(3, RepairStage.Cancelled, false)]
    [InlineData(4, RepairStage.Failed, false)]
    [InlineData(5, RepairStage.InWorkshop, true)]
    public void R_CLK_4_every_wait_has_a_verdict(int steps, RepairStage after, bool isOverdue)
    {
        var passed = Pass(Given(ToWorkshop[..steps]));
        (passed.Stage, passed.IsOverdue).ShouldBe((after, isOverdue));
    }

    [Fact]
    public void R_CLK_4_what_was_sent_back_and_does_not_arrive_is_a_claim_and_then_lost()
    {
        var sent = Given([.. ToWorkshop, new Finish(Tailor, true), new SendBack(Tailor, "SF2")]);
        var late = Pass(sent);
        (late.Stage, late.IsOverdue).ShouldBe((RepairStage.SentBack, true));
        Pass(late).Stage.ShouldBe(RepairStage.Failed);
    }

    [Fact]
    public void Every_reachable_state_is_sound_and_ends_by_silence()
    {
        RepairCommand[] commands =
        [
            Price, new RepairCommand.Quote(Samples.Specialist, Money.Cny(0), "new seal"), new Answer(Samples.Customer, 1, true), new Answer(Samples.Customer, 1, false),
            new AskAgain(), new RepairCommand.ConfirmCallOff(), new Collect("courier", "SF1"), new Collect(Samples.Customer, "YT1"), new Receive(Samples.Warehouse),
            new Finish(Tailor, true), new Finish(Tailor, false), new SendBack(Tailor, "SF2"), new ConfirmDelivery(Samples.Customer),
            new RepairCommand.Cancel(Samples.Customer, "kept"), new PassDeadline(),
        ];
        var first = Given(Asked);
        var seen = new HashSet<string> { Key(first) };
        var open = new Queue<Repair>([first]);
        while (open.TryDequeue(out var state))
        {
            EndsBySilence(state);
            foreach (var command in commands)
            {
                var decision = Decide(state, command, command is PassDeadline && state.Due is { } due ? due : Samples.Now);
                if (decision.Events.IsEmpty)
                    continue;
                var next = Evolve(state, decision)!;
                if (state.Stage.IsEnd())
                    next.Stage.ShouldBe(state.Stage, "an end is an end");
                // Quotes could be replaced for ever.
                if (next.Quote is not { Number: > 2 } && seen.Add(Key(next)))
                    open.Enqueue(next);
            }
        }

        seen.Count.ShouldBe(452);
    }

    private static void EndsBySilence(Repair state)
    {
        for (var i = 0; i < 8 && state.Due is not null; i++)
            state = Pass(state);
        (state.Stage.IsEnd() || state.IsOverdue).ShouldBeTrue();
    }

    private static Repair Given(params RepairCommand[] commands) => After(null, commands);

    private static Repair After(Repair? state, params RepairCommand[] commands)
    {
        foreach (var command in commands)
        {
            var decision = Decide(state, command);
            decision.Refusal.ShouldBeNull($"{command}");
            state = Evolve(state, decision);
        }

        return state!;
    }

    private static Repair Pass(Repair state) => Evolve(state, Decide(state, new PassDeadline(), state.Due))!;

    private static Decision<RepairEvent> Decide(Repair? state, RepairCommand command, Instant? at = null) =>
        RepairDecider.Decide(state, command, new(Policy, BusinessCalendar.Default, at ?? Samples.Now));

    private static Repair? Evolve(Repair? state, Decision<RepairEvent> decision)
    {
        foreach (var happened in decision.Events)
            state = RepairEvolution.Evolve(state, happened);
        RepairEvolution.Check(state!);
        var text = Json.Write(state!);
        Json.Write(Json.Read<Repair>(text)).ShouldBe(text);
        return state;
    }

    // Without the times, which differ by the way that led here.
    private static string Key(Repair state) => Json.Write(state with
    {
        Due = state.Due is null ? null : Instant.MinValue,
        Ending = state.Ending is { } ending ? ending with { At = Instant.MinValue } : null,
        Quote = state.Quote is { } quote ? quote with { ValidUntil = Instant.MinValue } : null,
        Collecting = state.Collecting is { } collecting ? collecting with { AskAt = Instant.MinValue } : null,
    });
}
