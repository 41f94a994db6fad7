using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain.Books;

/// <summary>The titles that a customer saved, oldest first; at most one is the default, which invoices ticked at the order are issued to.</summary>
public sealed record TitleBook(ImmutableArray<SavedTitle> Titles)
{
    public SavedTitle? Find(string titleId) => Titles.FirstOrDefault(title => title.TitleId == titleId);

    public SavedTitle? Default => Titles.FirstOrDefault(title => title.IsDefault);
}

/// <param name="Sealed">Sealed (R-PPL-2).</param>
/// <param name="NumberWarning">The taxpayer number has an older form (R-INV-4).</param>
public sealed record SavedTitle(string TitleId, SealedText Sealed, bool NumberWarning, bool IsDefault);

public abstract record TitleBookEvent(Instant At);

public sealed record TitleSaved(Instant At, SavedTitle Title) : TitleBookEvent(At);

public sealed record TitleDeleted(Instant At, string TitleId) : TitleBookEvent(At);

/// <summary>Somebody read it in clear; the event is the audit's record.</summary>
public sealed record SavedTitleRevealed(Instant At, string TitleId, string By, string Purpose) : TitleBookEvent(At);

public static class TitleBookDecider
{
    public static Decision<TitleBookEvent> Save(TitleBook? book, SavedTitle title, int most, Instant now) =>
        book is not null && book.Titles.Length >= most
            ? new Refusal(InvoiceReasons.InvalidRequest, "no more titles can be saved").Field("title", $"at most {most} titles can be saved: delete one first")
            : new TitleSaved(now, title);

    /// <summary>Deleting twice is deleting once.</summary>
    public static Decision<TitleBookEvent> Delete(TitleBook? book, string titleId, Instant now) =>
        book is null ? NotFound
        : book.Find(titleId) is null ? Decision<TitleBookEvent>.Nothing
        : new TitleDeleted(now, titleId);

    public static Decision<TitleBookEvent> Reveal(TitleBook? book, string titleId, string by, string purpose, Instant now) =>
        book?.Find(titleId) is null ? NotFound : new SavedTitleRevealed(now, titleId, by, purpose);

    public static TitleBook Evolve(TitleBook? book, TitleBookEvent happened) => (book ?? new([]), happened) switch
    {
        (var kept, TitleSaved e) => new([.. kept.Titles.Select(title => e.Title.IsDefault ? title with { IsDefault = false } : title), e.Title]),
        (var kept, TitleDeleted e) => new([.. kept.Titles.Where(title => title.TitleId != e.TitleId)]),
        (var kept, _) => kept,
    };

    private static Refusal NotFound => new(InvoiceReasons.TitleNotFound, "no such title");
}
