using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Orders;

internal enum AbnormalStatus
{
    ReturnedWithoutRefund,
    Withdrawn,
}

internal sealed record ReturnNo(string Value)
{
    public static ReturnNo Read(Input input) => new(input.Text("return_no"));
}

internal sealed record AbnormalReturn(string ReturnNo, string OrderNo, IReadOnlyList<Goods> Lines)
{
    public static AbnormalReturn Read(Input input) => new(input.Text("return_no"), input.Text("order_no"), input.List("lines", Goods.Read));
}

/// <summary>What stands in the books of the original order.</summary>
internal sealed record RegisteredReturn(AbnormalReturn Request, string Fingerprint, AbnormalStatus Status, DateTimeOffset RegisteredAt)
{
    private const string Kind = "orders.abnormal-return";

    public static RegisteredReturn? Find(Books books, string returnNo) => books.Get<RegisteredReturn>(Kind, returnNo);

    public RegisteredReturn Keep(Books books)
    {
        books.Put(Kind, Request.ReturnNo, this);
        return this;
    }

    public object Shown => new { Request.ReturnNo, Request.OrderNo, Request.Lines, Status, RegisteredAt };
}

internal static class AbnormalReturns
{
    /// <summary>The goods of an order end as returned without refund. The same again changes nothing, a withdrawn one stays withdrawn.</summary>
    public static Answer Register(AbnormalReturn request, Turn turn)
    {
        var fingerprint = Json.Fingerprint(request);
        if (RegisteredReturn.Find(turn.Books, request.ReturnNo) is { } earlier)
            return earlier.Fingerprint == fingerprint ? Answer.Ok(earlier.Shown)
                : Voice.Conflict("RETURN_NO_REUSED", "this return number was used for another return");
        return Answer.Ok(new RegisteredReturn(request, fingerprint, AbnormalStatus.ReturnedWithoutRefund, turn.Now).Keep(turn.Books).Shown);
    }

    public static Answer Get(ReturnNo key, Turn turn) =>
        RegisteredReturn.Find(turn.Books, key.Value) is { } known ? Answer.Ok(known.Shown) : NotFound();

    public static Answer Withdraw(ReturnNo key, Turn turn) => RegisteredReturn.Find(turn.Books, key.Value) is { } known
        ? Answer.Ok((known with { Status = AbnormalStatus.Withdrawn }).Keep(turn.Books).Shown)
        : NotFound();

    private static Answer NotFound() => Voice.NotFound("RETURN_NOT_FOUND", "no abnormal return under this number");
}
