using Aftersales.Simulators.Courier;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Parties;

/// <summary>What the courier answers from the scans of a parcel that the question names.</summary>
internal static class CourierKnowledge
{
    public static ScriptedAnswer? Of(QuestionRequest asked, Turn turn)
    {
        if (asked.WaybillNo is null || Parcel.Find(turn.Books, asked.WaybillNo) is not { Scans: [.., { } last] })
            return null;
        return asked.Kind switch
        {
            "PARCEL_LOCATION" => Located(last),
            "SIGNER" when last.Status == ScanStatus.Signed => Signed(last.Signer!),
            _ => null,
        };
    }

    private static ScriptedAnswer? Located(Scan last) => last.Status switch
    {
        ScanStatus.Collected or ScanStatus.InTransit or ScanStatus.OutForDelivery => Say("UNDER_WAY"),
        ScanStatus.DeliveryFailed => Say("NOBODY_HOME"),
        ScanStatus.Refused => Say("REFUSED_AT_DOOR"),
        ScanStatus.Lost => Say("LOST"),
        ScanStatus.Damaged => Say("DAMAGED"),
        ScanStatus.Signed when last.Signer!.Name is { } name => Say("SIGNED_BY_OTHER", name, last.Signer.ProofSha256),
        ScanStatus.Signed => Say("SIGNER_UNKNOWN"),
        _ => null,
    };

    private static ScriptedAnswer Signed(Signer signer) => signer switch
    {
        { Name: { } name } => Say("SIGNER_NAMED", name, signer.ProofSha256),
        { ProofSha256: { } proof } => Say("PROOF_SHOWN", null, proof),
        _ => Say("SIGNER_UNKNOWN"),
    };

    private static ScriptedAnswer Say(string verdict, string? text = null, string? proof = null) => new(verdict, text, proof is null ? [] : [proof], null, null, 0);
}
