using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Books;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using InvoiceKind = Aftersales.Contracts.Invoices.InvoiceKind;

namespace Aftersales.Invoices.Features;

/// <summary>A title as a request names it: written out, or saved before; checked and sealed.</summary>
public sealed class TitleForm(Titles titles, Aggregates<TitleBook, TitleBookEvent> books, OrdersInvoices orders)
{
    /// <param name="customer">Whose saved titles are meant.</param>
    /// <exception cref="RefusedException">No or two titles, TITLE_NOT_FOUND, or what the checks of a title refuse.</exception>
    public async Task<SealedTitle> Read(InvoiceTitle? written, string titleId, string customer, InvoiceKind kind, Call call)
    {
        if ((written is null) == (titleId.Length == 0))
            throw new RefusedException(PlatformReasons.Invalid("title", "either title or title_id is given"));
        if (written is not null)
            return Seal(written, kind, call);
        var book = await books.Find(call.Merchant, customer, call.Cancel);
        var saved = book?.State.Find(titleId) ?? throw new RefusedException(new(InvoiceReasons.TitleNotFound, "no such title"));
        Check(titles.Open(saved.Sealed), kind, call);
        return new(saved.Sealed, saved.NumberWarning);
    }

    /// <exception cref="RefusedException">What the checks of a title refuse.</exception>
    public SealedTitle Seal(InvoiceTitle written, InvoiceKind kind, Call call)
    {
        var title = new Title(
            written.Name.Trim(), TaxpayerNumber.Normalise(written.TaxpayerNumber), written.Email.Trim(), written.Address.Trim(), written.Bank.Trim(),
            written.Phone.Trim(), written.BankAccount.Trim(), written.Certificate.Trim());
        Check(title, kind, call);
        return new(titles.Seal(title), TaxpayerNumber.FormOf(title.TaxpayerNumber) == TaxpayerNumberForm.Older);
    }

    /// <summary>Whether an invoice of a kind can be issued to a sealed title; null where nobody has said to whom.</summary>
    /// <exception cref="RefusedException">What the checks of a title refuse.</exception>
    public void Check(SealedText? sealedTitle, InvoiceKind kind, Call call)
    {
        if (sealedTitle is not null)
            Check(titles.Open(sealedTitle), kind, call);
    }

    // R-INV-3, R-INV-4: what the form asks for has to be there, everything that is missing is named at once, and a number has to be one.
    private void Check(Title title, InvoiceKind kind, Call call)
    {
        if (title.Name.Length == 0)
            throw new RefusedException(PlatformReasons.Invalid("title.name", "must not be blank"));
        if (kind == InvoiceKind.VatSpecial)
        {
            var missing = orders.Terms(call).Policy.VatSpecialFields.Prepend("taxpayer_number").Where(field => Given(title, field).Length == 0).ToList();
            if (missing.Count > 0)
            {
                throw new RefusedException(missing.Aggregate(
                    new Refusal(InvoiceReasons.VatSpecialDataIncomplete, "a VAT special invoice needs more").Rule("R-INV-3"),
                    (refusal, field) => refusal.Field($"title.{field}", "is needed for a VAT special invoice")));
            }
        }

        if (title.TaxpayerNumber.Length > 0 && TaxpayerNumber.ProblemOf(title.TaxpayerNumber) is var (problem, position))
        {
            throw new RefusedException(new Refusal(InvoiceReasons.TaxpayerNumberInvalid, "not a taxpayer number").Rule("R-INV-4")
                .With("problem", Words.Of(problem)).With("position", $"{position}").Field("title.taxpayer_number", Describe(problem, position)));
        }
    }

    private static string Describe(TaxpayerNumberProblem problem, int position) => problem switch
    {
        TaxpayerNumberProblem.CheckCharacter => $"character {position}, which checks the others, does not fit them",
        TaxpayerNumberProblem.Character => $"character {position} does not occur in taxpayer numbers",
        _ => $"has {position} characters; taxpayer numbers have 15, 17, 18 or 20",
    };

    private static string Given(Title title, string field) => field switch
    {
        "taxpayer_number" => title.TaxpayerNumber,
        "address" => title.Address,
        "phone" => title.Phone,
        "bank" => title.Bank,
        "bank_account" => title.Account,
        "certificate" => title.Certificate,
        _ => throw new InvalidOperationException($"the policy asks for a field {field} that titles do not have"),
    };
}

/// <param name="NumberWarning">The taxpayer number has an older form (R-INV-4).</param>
public sealed record SealedTitle(SealedText Sealed, bool NumberWarning);
