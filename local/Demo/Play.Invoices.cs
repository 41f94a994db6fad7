using Aftersales.Contracts;
using Aftersales.Contracts.Invoices;
using Wait = Aftersales.Demo.World;

namespace Aftersales.Demo;

/// <summary>Invoices, and their way back when they are wrong (handbook §8).</summary>
internal sealed partial class Play
{
    private string invoiceId = "";

    private InvoiceService.InvoiceServiceClient Payer => world.As(i => new InvoiceService.InvoiceServiceClient(i), order.BuyerId, Role.Customer);

    /// <summary>The customer asks for an invoice; the specialist prepares it (R-INV-3).</summary>
    public Task RequestInvoice() => RequestInvoice(InvoiceKind.Ordinary, new() { Name = Import.Name(order) });

    /// <summary>A company asks for VAT special, with all that it takes (R-INV-4).</summary>
    public Task RequestVatSpecial() => RequestInvoice(InvoiceKind.VatSpecial, new()
    {
        Name = "上海晨光贸易有限公司",
        TaxpayerNumber = "91310000MA1FL0001R",
        Address = "上海市示例路1号",
        Phone = "021-00000000",
        Bank = "示例银行上海分行",
        BankAccount = "6200000000000000",
        Certificate = "cert-2026-001",
    });

    public Task InvoiceIssued() => Wait.Until("issued invoice", Invoice, i => i.State is InvoiceState.Issued or InvoiceState.RedLettered);

    /// <summary>
    /// The invoice was wrong: the customer sends it back and asks for another, the merchant was at fault, and the postage comes back
    /// through the three checks of an abnormal refund (R-INV-3, R-REF-2).
    /// </summary>
    public async Task SendBackWrongInvoice()
    {
        var wrong = invoiceId;
        var again = await Payer.RequestInvoiceAsync(new()
        {
            RequestId = Id("invoice-again"),
            OrderId = order.OrderId,
            Kind = InvoiceKind.Ordinary,
            Title = new() { Name = $"{Import.Name(order)}（更正）" },
            ReplacesInvoiceId = wrong,
        });
        invoiceId = again.Invoice.InvoiceId;
        await Payer.RecordOriginalSentAsync(new() { RequestId = Id("original-sent"), InvoiceId = invoiceId, TrackingNo = ParcelNo });
        await staff.InvoiceDesk.RecordOriginalArrivalAsync(new() { RequestId = Id("original-arrived"), InvoiceId = invoiceId, Fault = InvoiceFault.Merchant });
        await Wait.Until("red letter of the wrong invoice", Invoice, i => i.WaitsFor == InvoiceWaitsFor.Nothing);
        await staff.InvoiceDesk.CheckInvoiceAsync(new() { RequestId = Id("invoice-again-check"), InvoiceId = invoiceId });
        refundId = (await Wait.Until("postage", Invoice, i => i.Original.PostageRefundId.Length > 0)).Original.PostageRefundId;
        await PassChecks();
    }

    private async Task<Invoice> Invoice() => (await staff.InvoiceDesk.GetInvoiceAsync(new() { InvoiceId = invoiceId })).Invoice;

    private async Task RequestInvoice(InvoiceKind kind, InvoiceTitle title)
    {
        invoiceId = (await Payer.RequestInvoiceAsync(new() { RequestId = Id("invoice"), OrderId = order.OrderId, Kind = kind, Title = title })).Invoice.InvoiceId;
        await staff.InvoiceDesk.CheckInvoiceAsync(new() { RequestId = Id("invoice-check"), InvoiceId = invoiceId });
    }
}
