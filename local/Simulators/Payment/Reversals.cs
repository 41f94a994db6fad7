using Aftersales.Simulators.Faults;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Payment;

/// <summary>A payment that the channel has confirmed and will take back at a business time (R-REF-9).</summary>
internal sealed record Reversal(string Of, string Id, string? OutRequestNo, DateTimeOffset At)
{
    public const string OfRefund = "refund";
    public const string OfTransfer = "transfer";
}

internal static class Reversals
{
    private const string Kind = "payment.reversal";

    public static void Plan(Turn turn, string of, string id, string? outRequestNo)
    {
        if (turn.Fault is { Kind: FaultKind.Reverse or FaultKind.UnknownThenReverse } fault)
            turn.Books.Put(Kind, $"{of}/{id}/{outRequestNo}", new Reversal(of, id, outRequestNo, turn.Now.AddSeconds(fault.ReverseAfterSeconds)));
    }

    /// <summary>Books what is due by now, at the time it was due; every payment operation starts with it.</summary>
    public static void Settle(Turn turn)
    {
        foreach (var reversal in turn.Books.All<Reversal>(Kind).Where(reversal => reversal.At <= turn.Now).OrderBy(reversal => reversal.At))
        {
            turn.Books.Remove(Kind, $"{reversal.Of}/{reversal.Id}/{reversal.OutRequestNo}");
            if (reversal.Of == Reversal.OfRefund)
                Refunds.Reverse(reversal.Id, reversal.OutRequestNo!, reversal.At, turn);
            else
                Transfers.Reverse(reversal.Id, reversal.At, turn);
        }
    }
}
