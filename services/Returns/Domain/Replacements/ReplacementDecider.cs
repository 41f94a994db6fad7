using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Returns.Domain.Replacements.ReplacementReasons;
using static Aftersales.Returns.Domain.Replacements.ReplacementStage;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.Replacements.ReplacementEvent>;

namespace Aftersales.Returns.Domain.Replacements;

/// <summary>The life of a replacement (R-REP-1): what may follow from what.</summary>
public static partial class ReplacementDecider
{
    /// <summary>The transition table. A repeat by the same person with the same content yields nothing; another's is refused.</summary>
    public static Decision Decide(Replacement? state, ReplacementCommand command, ReplacementTerms terms) => (state, command) switch
    {
        (null, ReplacementCommand.Request c) => DecideRequest(c, terms),
        ({ }, ReplacementCommand.Request) => Decision.Nothing,
        (null, _) => NotFound,

        ({ Stage: ReplacementStage.Requested } s, ReplacementCommand.Approve c) => new Approved(
            c.By,
            s.Kind == ReplacementKind.Order ? OriginalOutcome.ToRegister : OriginalOutcome.Untouched,
            terms.Now,
            terms.EndOfDay(terms.Policy.PlacementDays),
            terms.Policy.Version),
        ({ ApprovedBy: { } by } s, ReplacementCommand.Approve c) => by == c.By ? Decision.Nothing : Decided(s),
        ({ } s, ReplacementCommand.Approve) => WrongStage(s, ReplacementStage.Requested),

        ({ Original: OriginalOutcome.ToRegister } s, ReplacementCommand.ConfirmOriginal) when !s.Stage.IsEnd() => new OriginalRegistered(),
        ({ }, ReplacementCommand.ConfirmOriginal) => Decision.Nothing,
        ({ Original: OriginalOutcome.ToWithdraw }, ReplacementCommand.ConfirmWithdrawal) => new OriginalWithdrawn(),
        ({ }, ReplacementCommand.ConfirmWithdrawal) => Decision.Nothing,

        // R-REP-1: the original's abnormal return comes first.
        ({ Stage: ReplacementStage.Approved, Original: OriginalOutcome.ToRegister } s, ReplacementCommand.Place) =>
            WrongStage(s).Rule("R-REP-1").With("waits_for", "ORIGINAL_REGISTERED"),
        ({ Stage: ReplacementStage.Approved, ApprovedBy: { } by }, ReplacementCommand.Place c) when by == c.By =>
            new Refusal(SamePerson, "who approved does not place").Rule("R-PPL-1").With("step", "APPROVED"),
        ({ Stage: ReplacementStage.Approved } s, ReplacementCommand.Place c) => new PlacementDecided(
            new($"order-{s.Id}", c.By) { AskAt = terms.Now }, terms.Now + Duration.FromHours(terms.Policy.AnswerHours)),
        ({ Order: { } order } s, ReplacementCommand.Place c) => order.PlacedBy == c.By ? Decision.Nothing : Decided(s),
        ({ } s, ReplacementCommand.Place) => WrongStage(s, ReplacementStage.Approved),

        ({ Stage: ReplacementStage.Requested or ReplacementStage.Approved }, ReplacementCommand.Cancel c) => new Cancelled(new(c.By, c.Reason, terms.Now)),
        ({ Stage: Placing or ReplacementStage.Placed, Order: { CallOff: null } }, ReplacementCommand.Cancel c) => new CallOffDecided(new(c.By, c.Reason, terms.Now)),
        ({ Order.CallOff: { } wish } s, ReplacementCommand.Cancel c) when !s.Stage.IsEnd() => Repeated(s, wish, c),
        ({ Stage: ReplacementStage.Cancelled, Ending: { } ending } s, ReplacementCommand.Cancel c) => Repeated(s, ending, c),
        ({ } s, ReplacementCommand.Cancel) => WrongStage(s, ReplacementStage.Requested, ReplacementStage.Approved, Placing, ReplacementStage.Placed),

        ({ Order: { } order } s, ReplacementCommand.Hear c) when !s.Stage.IsEnd() => DecideNews(s, order, c.News, terms),
        ({ }, ReplacementCommand.Hear) => Decision.Nothing,
        ({ } s, ReplacementCommand.PassDeadline c) => DecideDeadline(s, c, terms),
        _ => throw new InvalidOperationException($"no rule for {command.GetType().Name}"),
    };

    private static Decision DecideNews(Replacement state, PlatformOrder order, OrderNews news, ReplacementTerms terms) => (state.Stage, news.Standing) switch
    {
        (_, OrderStanding.Signed) => new Delivered(terms.Now),
        (_, OrderStanding.Lost) => new Failed(new(Courier, "lost on its way", terms.Now)),
        (_, OrderStanding.Refused) => new Failed(new(Platform, news.Refusal ?? "refused", terms.Now)),
        (_, OrderStanding.Cancelled) => new Cancelled(order.CallOff ?? new(Platform, "cancelled by the order platform", terms.Now)),
        (ReplacementStage.Dispatched, _) => new Asked(terms.NextAsk),
        (_, OrderStanding.Dispatched) when order.CallOff is not null => Decision.Of(new CallOffTooLate(), new Dispatched(news.TrackingNo, terms.NextAsk)),
        (Placing, OrderStanding.Dispatched) => Decision.Of(NowPlaced(terms), new Dispatched(news.TrackingNo, terms.NextAsk)),
        (_, OrderStanding.Dispatched) => new Dispatched(news.TrackingNo, terms.NextAsk),
        (Placing, _) => NowPlaced(terms),
        _ => new Asked(terms.NextAsk),
    };

    // R-CLK-4: a specialist or the order platform that is silent stands with a person; goods that never come are lost.
    private static Decision DecideDeadline(Replacement state, ReplacementCommand.PassDeadline command, ReplacementTerms terms)
    {
        if (state.Due is not { } due || terms.Now < due)
            return Decision.Nothing;
        if (command.News is { } news && state.Order is { } order
            && DecideNews(state, order, news, terms) is { Events: not [Asked] } known)
        {
            // Sent at last, and late all the same: the deadline moves on with it, or it would stay due.
            return state.Stage == ReplacementStage.Placed && known.Events is [.., Dispatched]
                ? Decision.Of([.. known.Events, new Overdue(terms.EndOfDay(terms.Policy.LostDays))])
                : known;
        }

        return state switch
        {
            { Stage: ReplacementStage.Placed or ReplacementStage.Dispatched, IsOverdue: true } =>
                new Failed(new(Courier, "not delivered in time", terms.Now)),
            { Stage: ReplacementStage.Placed or ReplacementStage.Dispatched } => new Overdue(terms.EndOfDay(terms.Policy.LostDays)),
            _ => new Overdue(Due: null),
        };
    }

    private const string Courier = "courier";
    private const string Platform = "order platform";

    private static Placed NowPlaced(ReplacementTerms terms) => new(terms.Promise, terms.NextAsk, terms.Policy.Version);

    private static Decision Repeated(Replacement state, Ending before, ReplacementCommand.Cancel again) =>
        before.By != again.By ? Decided(state) : before.Reason == again.Reason ? Decision.Nothing : WrongStage(state);
}
