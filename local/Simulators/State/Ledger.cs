using System.Text.Json;

namespace Aftersales.Simulators.State;

/// <summary>One movement on the merchant's account at the payment channel; money in is positive.</summary>
internal sealed record Movement(
    DateTimeOffset At, long Fen, string Type, string AlipayOrderNo, string MerchantOrderNo, string? OutRequestNo, string Title, string OtherAccount, string Memo);

/// <summary>A movement as booked, with its number and the balance after it.</summary>
internal sealed record Booked(long Seq, Movement Movement, long BalanceFen);

/// <summary>The merchant's account. Movements are only ever added; a mistake is reversed by another one.</summary>
internal static class Ledger
{
    public static void Open(Books books, long openingFen)
    {
        if (books.Number("balance") is not null)
            return;
        books.Add("opening", openingFen);
        books.Add("balance", openingFen);
    }

    public static long Balance(Books books) => books.Number("balance")!.Value;

    public static void Book(Books books, Movement movement)
    {
        books.Execute("INSERT INTO movement (at, fen, body) VALUES ($at, $fen, $body)",
            ("$at", movement.At.ToUnixTimeMilliseconds()), ("$fen", movement.Fen), ("$body", Json.Text(movement)));
        books.Add("balance", movement.Fen);
    }

    /// <summary>The movements of one day in order of time, with the balances that follow from all earlier ones.</summary>
    public static (long OpeningFen, IReadOnlyList<Booked> Movements) Of(Books books, DateOnly day)
    {
        var from = BeijingTime.StartOf(day).ToUnixTimeMilliseconds();
        var to = BeijingTime.StartOf(day.AddDays(1)).ToUnixTimeMilliseconds();
        var opening = books.Number("opening")!.Value
            + books.Query("SELECT COALESCE(SUM(fen), 0) FROM movement WHERE at < $from", row => row.GetInt64(0), ("$from", from)).Single();

        var balance = opening;
        var rows = books.Query("SELECT seq, body FROM movement WHERE at >= $from AND at < $to ORDER BY at, seq", row =>
        {
            var movement = JsonSerializer.Deserialize<Movement>(row.GetString(1), Json.Options)!;
            return new Booked(row.GetInt64(0), movement, balance += movement.Fen);
        }, ("$from", from), ("$to", to));
        return (opening, rows);
    }
}
