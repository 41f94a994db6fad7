using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;
using NodaTime;
using CourierStatus = Aftersales.Returns.Domain.CourierStatus;
using ReturnState = Aftersales.Returns.Domain.ReturnState;
using SetAsideReason = Aftersales.Contracts.Returns.SetAsideReason;

namespace Aftersales.Returns.Features;

/// <summary>A courier says what became of a booking or a parcel. What fits no return is kept where people who look for it find it.</summary>
public sealed class RecordCourierReport(
    ReturnDesk desk, Aggregates<ReturnState, ReturnEvent> returns, Aggregates<Unmatched, UnmatchedEvent> unmatched)
{
    // Clocks differ by less.
    private static readonly Duration Ahead = Duration.FromMinutes(10);

    public async Task<RecordCourierReportResponse> Handle(RecordCourierReportRequest request, Call call)
    {
        var report = Read(request, call);
        if (await ReturnOf(report, call) is { } returnId)
            return await Tell(returnId, report, call);
        var reference = report.BookingNo ?? report.TrackingNo!;
        return await unmatched.Change(
            Ids.Derived("cour", reference),
            call,
            state => UnmatchedDecider.Keep(state, reference, report, desk.Terms(call)),
            _ => new RecordCourierReportResponse { SetAside = SetAsideReason.Unknown });
    }

    private Task<RecordCourierReportResponse> Tell(string returnId, CourierReport report, Call call)
    {
        var why = SetAsideReason.Unspecified;
        return returns.Change(
            returnId,
            call,
            state =>
            {
                var decision = ReturnDecider.Decide(state, new HearCourier(report), desk.Terms(call));
                why = (SetAsideReason)(decision.Events.OfType<ReportSetAside>().FirstOrDefault()?.Why ?? 0);
                return decision;
            },
            _ => new RecordCourierReportResponse { ReturnId = returnId, SetAside = why });
    }

    // A booking says whose it is. A parcel may be of two returns: the one that awaits it hears of it.
    private async Task<string?> ReturnOf(CourierReport report, Call call)
    {
        if (report.BookingNo is { } booking)
            return BookingNumbers.ReturnOf(booking) is { } id && await returns.Find(call.Merchant, id, call.Cancel) is { State.Pickup: not null } ? id : null;
        var holders = await returns.List(call, ReturnLists.OfParcel(report.TrackingNo!), pageSize: 0, pageToken: "");
        return (holders.Rows.FirstOrDefault(row => row.State.WaitsFor(Wait.Arrival)) ?? (holders.Rows is [var first, ..] ? first : null))?.Aggregate;
    }

    /// <exception cref="RefusedException">INVALID_REQUEST.</exception>
    private static CourierReport Read(RecordCourierReportRequest request, Call call)
    {
        var at = Instant.FromDateTimeUtc(request.OccurredTime.ToDateTime());
        if (request.BookingNo.Length + request.TrackingNo.Length == 0)
            throw Malformed("booking_no", "needed, or else tracking_no");
        if (request.Status == Contracts.Returns.CourierStatus.PickedUp && request.TrackingNo.Length == 0)
            throw Malformed("tracking_no", "needed with PICKED_UP");
        if ((request.Status == Contracts.Returns.CourierStatus.AttemptFailed) != (request.Failure != Contracts.Returns.AttemptFailure.Unspecified))
            throw Malformed("failure", "goes with ATTEMPT_FAILED, and only with it");
        if (at > call.Now + Ahead)
            throw Malformed("occurred_time", "not in the future");
        return new(request.ReportNo, (CourierStatus)request.Status, Instant.Min(at, call.Now), Given(request.BookingNo), Given(request.TrackingNo))
        {
            Failure = (Domain.AttemptFailure)request.Failure,
            Place = request.Place,
        };
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static RefusedException Malformed(string field, string rule) => new(ReturnReasons.Invalid(field, rule));
}
