using System.Text.RegularExpressions;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Courier;

internal sealed record ParcelRequest(string WaybillNo, int WeightGrams, string? NotifyUrl)
{
    public static ParcelRequest Read(Input input) => new(input.Text("waybill_no"), Parcel.ReadWeight(input), input.OptionalLoopback("notify_url"));
}

internal sealed record ParcelKey(string WaybillNo)
{
    public static ParcelKey Read(Input input) => new(input.Text("waybill_no"));
}

internal sealed partial record ScanRequest(
    string WaybillNo, string ScanNo, ScanStatus Status, DateTimeOffset? At, string? Place, string? Reason, Signer? Signer)
{
    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Sha256();

    public static ScanRequest Read(Input input)
    {
        var status = input.Choice<ScanStatus>("status");
        if (input.OptionalObject("signer") is { } signer && status != ScanStatus.Signed)
            signer.Break("name", "only with status SIGNED");
        return new ScanRequest(
            input.Text("waybill_no"), input.Text("scan_no"), status, input.OptionalTime("at"), input.OptionalText("place"), input.OptionalText("reason", 128),
            status == ScanStatus.Signed ? ReadSigner(input.Object("signer")) : null);
    }

    private static Signer ReadSigner(Input signer) => new(
        signer.OptionalText("name"), signer.Choice<SignerRelation>("relation"),
        signer.OptionalMatching("proof_sha256", Sha256(), "64 lower-case hexadecimal digits"));
}

internal static class Parcels
{
    /// <summary>Makes an outbound parcel known. The same again changes nothing.</summary>
    public static Answer Register(ParcelRequest request, Turn turn)
    {
        var parcel = Parcel.Find(turn.Books, request.WaybillNo);
        if (parcel is null)
        {
            parcel = new Parcel(request.WaybillNo, request.WeightGrams, [], request.NotifyUrl);
            parcel.Keep(turn.Books);
        }
        return parcel.WeightGrams == request.WeightGrams ? Answer.Ok(parcel.Shown)
            : Voice.Conflict("WAYBILL_NO_REUSED", "this waybill number was used for another parcel");
    }

    /// <summary>A scan, said by whoever plays the courier; known by its scan number.</summary>
    public static Answer Scan(ScanRequest request, Turn turn)
    {
        if (Parcel.Find(turn.Books, request.WaybillNo) is not { } parcel)
            return NotFound();
        if (parcel.Scans.FirstOrDefault(known => known.ScanNo == request.ScanNo) is { } earlier)
            return earlier == Made(request, earlier.At) && (request.At ?? earlier.At) == earlier.At ? Answer.Ok(parcel.Shown)
                : Voice.Conflict("SCAN_NO_REUSED", "this scan number was used for another scan");
        var scanned = parcel.With(Made(request, request.At ?? turn.Now));
        scanned.Keep(turn.Books);
        turn.Notify(scanned.NotifyUrl, "scan", scanned.Shown);
        return Answer.Ok(scanned.Shown);
    }

    public static Answer Get(ParcelKey key, Turn turn) => Parcel.Find(turn.Books, key.WaybillNo) is { } parcel ? Answer.Ok(parcel.Shown) : NotFound();

    /// <summary>Who signed, by the last signed scan. A courier that cannot say answers with relation UNKNOWN and no name.</summary>
    public static Answer Proof(ParcelKey key, Turn turn)
    {
        if (Parcel.Find(turn.Books, key.WaybillNo) is not { } parcel)
            return NotFound();
        return parcel.Scans.LastOrDefault(scan => scan.Status == ScanStatus.Signed) is { } signed
            ? Answer.Ok(new
            {
                parcel.WaybillNo,
                SignedAt = signed.At,
                SignerName = signed.Signer!.Name,
                SignerRelation = signed.Signer.Relation,
                signed.Signer.ProofSha256,
            })
            : Voice.NotFound("NOT_SIGNED", "no signed scan of this parcel");
    }

    private static Scan Made(ScanRequest request, DateTimeOffset at) =>
        new(request.ScanNo, request.Status, at, request.Place, request.Reason, request.Signer);

    private static Answer NotFound() => Voice.NotFound("WAYBILL_NOT_FOUND", "no parcel under this waybill number");
}
