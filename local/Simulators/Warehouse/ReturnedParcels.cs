using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Warehouse;

internal sealed record ReturnKey(string ReturnNo)
{
    public static ReturnKey Read(Input input) => new(input.Text("return_no"));
}

internal static class ReturnedParcels
{
    /// <summary>Announces a return. The same again changes nothing; other content under its number is refused.</summary>
    public static Answer Announce(ExpectedReturn expected, Turn turn)
    {
        var fingerprint = Json.Fingerprint(expected);
        if (ReturnedParcel.Find(turn.Books, expected.ReturnNo) is { } earlier)
            return earlier.Fingerprint == fingerprint ? Answer.Ok(earlier.Shown)
                : Voice.Conflict("RETURN_NO_REUSED", "this return number was used for another return");
        var announced = new ReturnedParcel(expected, fingerprint, ReturnStatus.Expected, null, null, null);
        announced.Keep(turn.Books);
        return Answer.Ok(announced.Shown);
    }

    /// <summary>The parcel is here and was counted, said by whoever plays the warehouse; said once.</summary>
    public static Answer Receive(Receipt receipt, Turn turn)
    {
        if (ReturnedParcel.Find(turn.Books, receipt.ReturnNo) is not { } parcel)
            return NotFound();
        var fingerprint = Json.Fingerprint(receipt);
        if (parcel.Status == ReturnStatus.Received)
            return parcel.ReceiptFingerprint == fingerprint ? Answer.Ok(parcel.Shown)
                : Voice.Conflict("ALREADY_RECEIVED", "this return was received with other content");
        var received = parcel with { Status = ReturnStatus.Received, Receipt = receipt, ReceiptFingerprint = fingerprint, ReceivedAt = turn.Now };
        received.Keep(turn.Books);
        turn.Notify(received.Expected.NotifyUrl, "return_received", received.Shown);
        return Answer.Ok(received.Shown);
    }

    public static Answer Get(ReturnKey key, Turn turn) =>
        ReturnedParcel.Find(turn.Books, key.ReturnNo) is { } parcel ? Answer.Ok(parcel.Shown) : NotFound();

    private static Answer NotFound() => Voice.NotFound("RETURN_NOT_FOUND", "no return was announced under this number");
}
