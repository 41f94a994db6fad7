using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Aftersales.Refunds.Domain.Ledger;

/// <summary>
/// SHA-256 over a canonical form: every field in a fixed order, as UTF-8 after its length in bytes and a colon, so that no two contents look alike.
/// The form is part of what is stored: it never changes, a new one would get a new first field.
/// </summary>
public sealed class LedgerHash
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private LedgerHash(string form) => Add(form);

    /// <param name="entryKey">Where it stands.</param>
    /// <param name="entry">What it says.</param>
    public static string OfEntry(string entryKey, LedgerEntry entry)
    {
        var form = new LedgerHash("entry/1").Add(entryKey).Add(entry.EntryId).Add(entry.RefundId).Add(entry.Text).Add(entry.At).Add(entry.Reverses ?? "")
            .Add(entry.Postings.Length);
        foreach (var posting in entry.Postings)
            form.Add($"{posting.Account}").Add(posting.Amount.Minor).Add(posting.Amount.Currency.Code);
        return form.End();
    }

    /// <param name="events">Version, type, content, who, and when of each, oldest first.</param>
    public static string OfEvents(IEnumerable<(long Version, string Type, string Body, string Person, Instant At)> events)
    {
        var form = new LedgerHash("events/1");
        foreach (var (version, type, body, person, at) in events)
            form.Add(version).Add(type).Add(body).Add(person).Add(at);
        return form.End();
    }

    public static string OfSeal(Seal seal, IReadOnlyCollection<SealedEntry> entries, IReadOnlyCollection<SealedOrder> orders)
    {
        var form = new LedgerHash("seal/1").Add(seal.Number).Add(seal.After).Add(seal.Through).Add(seal.From).Add(seal.To).Add(seal.PreviousHash)
            .Add(seal.Entries).Add(seal.TotalLines).Add(seal.Unaccounted).Add(seal.SealedAt).Add(entries.Count);
        foreach (var entry in entries)
            form.Add(entry.EntryId).Add(entry.OrderId).Add(entry.Hash);
        form.Add(orders.Count);
        foreach (var order in orders)
            form.Add(order.OrderId).Add(order.Version).Add(order.EventsHash);
        form.Add(seal.Balances.Count);
        foreach (var (account, balance) in seal.Balances)
            form.Add($"{account}").Add(balance);
        form.Add(seal.Late.Length);
        foreach (var late in seal.Late)
            form.Add(late.EntryKey).Add(late.EntryId);
        return form.End();
    }

    private LedgerHash Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(Encoding.ASCII.GetBytes($"{bytes.Length.ToString(CultureInfo.InvariantCulture)}:"));
        hash.AppendData(bytes);
        return this;
    }

    private LedgerHash Add(long number) => Add(number.ToString(CultureInfo.InvariantCulture));

    private LedgerHash Add(Instant? time) => Add(time is { } known ? known.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture) : "");

    private string End()
    {
        using (hash)
            return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
