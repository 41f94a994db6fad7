using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Courier;

internal enum ScanStatus
{
    Collected,
    PickupFailed,
    InTransit,
    OutForDelivery,
    DeliveryFailed,
    Refused,
    Signed,
    Returned,
    Lost,
    Damaged,
}

internal enum SignerRelation
{
    Self,
    Family,
    Guard,
    Locker,
    Unknown,
}

/// <summary>Who signed, and the reference and hash of the proof (photo or signature) that the courier keeps.</summary>
internal sealed record Signer(string? Name, SignerRelation Relation, string? ProofSha256);

internal sealed record Scan(string ScanNo, ScanStatus Status, DateTimeOffset At, string? Place, string? Reason, Signer? Signer);

/// <summary>A parcel on its way, with what the courier scanned.</summary>
internal sealed record Parcel(string WaybillNo, int WeightGrams, IReadOnlyList<Scan> Scans, string? NotifyUrl)
{
    public const int MostGrams = 1_000_000;
    private const string Kind = "courier.parcel";

    public static int ReadWeight(Input input) => input.Whole("weight_grams", 1, MostGrams);

    public static Parcel? Find(Books books, string waybillNo) => books.Get<Parcel>(Kind, waybillNo);

    public void Keep(Books books) => books.Put(Kind, WaybillNo, this);

    public Parcel With(Scan scan) => this with { Scans = [.. Scans.Append(scan).OrderBy(known => known.At)] };

    public Parcel With(int weightGrams) => this with { WeightGrams = weightGrams };

    /// <summary>Scans without the signer, whom only the proof names.</summary>
    public object Shown => new
    {
        WaybillNo,
        WeightGrams,
        Status = Scans.Count == 0 ? null : (ScanStatus?)Scans[^1].Status,
        Scans = Scans.Select(scan => new { scan.ScanNo, scan.Status, scan.At, scan.Place, scan.Reason }),
    };
}
