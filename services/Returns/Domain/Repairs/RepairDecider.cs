using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Returns.Domain.Repairs.RepairStages;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.Repairs.RepairEvent>;

namespace Aftersales.Returns.Domain.Repairs;

/// <summary>The life of a repair (R-RET-8): what may follow from what.</summary>
public static partial class RepairDecider
{
    /// <summary>Who acts when a deadline does.</summary>
    public const string System = "returns";

    /// <summary>The transition table. A repeat by the same person with the same content yields nothing; another's is refused.</summary>
    public static Decision Decide(Repair? state, RepairCommand command, RepairTerms terms) => (state, command) switch
    {
        (null, RepairCommand.Request c) => DecideRequest(c, terms),
        ({ }, RepairCommand.Request) => Decision.Nothing,
        (null, _) => NotFound,

        ({ Stage: RepairStage.Requested or RepairStage.InWorkshop } s, RepairCommand.Quote c) => DecideQuote(s, c, terms),
        ({ Stage: RepairStage.Quoted, Quote: { } told }, RepairCommand.Quote c) when (told.By, told.Price, told.Work) == (c.By, c.Price, c.Work) => Decision.Nothing,
        ({ } s, RepairCommand.Quote) => WrongStage(s, RepairStage.Requested, RepairStage.InWorkshop),

        ({ Stage: RepairStage.Quoted, Quote: { } told } s, RepairCommand.Answer c) when told.Number == c.Number && terms.Now < told.ValidUntil =>
            c.Accepts ? Accepted(s, c.By, terms) : Declined(s, new(c.By, "the price was declined", terms.Now), terms),
        ({ Quote: { AnsweredBy: { } by } told }, RepairCommand.Answer c) when (told.Number, by, told.IsAccepted) == (c.Number, c.By, c.Accepts) => Decision.Nothing,
        ({ } s, RepairCommand.Answer) => WrongStage(s, RepairStage.Quoted),

        ({ Stage: RepairStage.Accepted }, RepairCommand.AskAgain) => new CollectionAsked(terms.Now + Duration.FromHours(terms.Policy.AskHours)),
        ({ }, RepairCommand.AskAgain) => Decision.Nothing,
        ({ Collecting.IsOver: false } s, RepairCommand.ConfirmCallOff) when s.Stage != RepairStage.Accepted => new CollectionCalledOff(),
        ({ }, RepairCommand.ConfirmCallOff) => Decision.Nothing,

        ({ Stage: RepairStage.Accepted }, RepairCommand.Collect c) =>
            new Collected(new(c.By, c.TrackingNo), c.By == Courier, terms.EndOfDay(terms.Policy.TransitDays)),
        ({ Inbound: { } known } s, RepairCommand.Collect c) => Repeated(s, known.By == c.By, known.TrackingNo == c.TrackingNo, RepairStage.Accepted),
        ({ } s, RepairCommand.Collect) => WrongStage(s, RepairStage.Accepted),

        // Goods that are there are there, whether or not somebody said that they were sent.
        ({ Stage: RepairStage.Accepted or RepairStage.Collected }, RepairCommand.Receive c) => new Received(c.By, terms.EndOfDay(terms.Policy.WorkDays)),
        ({ ReceivedBy: { } by } s, RepairCommand.Receive c) => Repeated(s, by == c.By, sameContent: true, RepairStage.Collected),
        ({ } s, RepairCommand.Receive) => WrongStage(s, RepairStage.Accepted, RepairStage.Collected),

        ({ Stage: RepairStage.InWorkshop }, RepairCommand.Finish c) => new Finished(
            c.By, c.Repaired ? null : new(c.By, "cannot be repaired", terms.Now), terms.EndOfDay(terms.Policy.SendDays)),
        ({ FinishedBy: { } by } s, RepairCommand.Finish c) => Repeated(s, by == c.By, s.IsRepaired == c.Repaired, RepairStage.InWorkshop),
        ({ } s, RepairCommand.Finish) => WrongStage(s, RepairStage.InWorkshop),

        ({ Stage: RepairStage.Ready }, RepairCommand.SendBack c) => new SentBack(new(c.By, c.TrackingNo), terms.EndOfDay(terms.Policy.DeliveryDays)),
        ({ Outbound: { } known } s, RepairCommand.SendBack c) => Repeated(s, known.By == c.By, known.TrackingNo == c.TrackingNo, RepairStage.Ready),
        ({ } s, RepairCommand.SendBack) => WrongStage(s, RepairStage.Ready),

        ({ Stage: RepairStage.SentBack } s, RepairCommand.ConfirmDelivery c) => new Delivered(c.By, After(s)),
        ({ Stage: RepairStage.Done, Outbound: not null }, RepairCommand.ConfirmDelivery) => Decision.Nothing,
        ({ } s, RepairCommand.ConfirmDelivery) => WrongStage(s, RepairStage.SentBack),

        ({ Stage: RepairStage.Requested or RepairStage.Quoted or RepairStage.Accepted, IsHere: false }, RepairCommand.Cancel c) =>
            new Cancelled(new(c.By, c.Reason, terms.Now)),
        ({ Stage: RepairStage.Cancelled, Ending: { } ending } s, RepairCommand.Cancel c) =>
            Repeated(s, ending.By == c.By, ending.Reason == c.Reason, RepairStage.Requested),
        ({ } s, RepairCommand.Cancel) => WrongStage(s, RepairStage.Requested, RepairStage.Quoted, RepairStage.Accepted),

        ({ } s, RepairCommand.PassDeadline) => DecideDeadline(s, terms),
        _ => throw new InvalidOperationException($"no rule for {command.GetType().Name}"),
    };

    /// <summary>Who collects what is booked.</summary>
    public const string Courier = "courier";

    // Unrepaired goods that are back end as what kept them so.
    private static RepairStage After(Repair s) =>
        s.IsRepaired ? RepairStage.Done : s.Quote is { IsAccepted: false } ? RepairStage.Declined : RepairStage.Failed;

    private static Decision Repeated(Repair state, bool samePerson, bool sameContent, params RepairStage[] allowed) =>
        !samePerson ? Decided(state) : sameContent ? Decision.Nothing : WrongStage(state, allowed);
}
