using System.Security.Cryptography;
using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Testing;
using Grpc.Core;
using Duration = NodaTime.Duration;

namespace Aftersales.Invoices;

/// <summary>Documents from the issue to the customer, with the real renderer and a mail server.</summary>
public class DocumentServiceTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    private static Dictionary<string, string?> Renderer => new() { ["Documents:Python"] = "/usr/bin/python3" };

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_7_documents_are_written_once_and_are_the_same_byte_for_byte(string database)
    {
        await using var world = await InvoiceWorld.Start(database, Renderer);
        var invoice = await world.Issued("o-1");
        var listed = (await world.Documents(InvoiceWorld.Customer, Role.Customer).ListDocumentsAsync(new() { InvoiceId = invoice.InvoiceId })).Documents;
        listed.Select(d => d.Format).ShouldBe([DocumentFormat.Html, DocumentFormat.Pdf, DocumentFormat.Xml, DocumentFormat.Json]);
        listed.ShouldAllBe(d => d.FileName == $"{invoice.Number}.{d.Format.ToString().ToLowerInvariant()}");

        foreach (var expected in listed)
        {
            var (document, content) = await world.Download(invoice.InvoiceId, expected.Format);
            document.ShouldBe(expected);
            (content.Length, Convert.ToHexStringLower(SHA256.HashData(content))).ShouldBe(((int)expected.Size, expected.Sha256));
            (await world.Download(invoice.InvoiceId, expected.Format)).Content.ShouldBe(content);
        }

        Encoding.UTF8.GetString((await world.Download(invoice.InvoiceId, DocumentFormat.Html)).Content).ShouldContain(invoice.Number);
        (await world.Download(invoice.InvoiceId, DocumentFormat.Pdf)).Content.AsSpan().StartsWith("%PDF-"u8).ShouldBeTrue();
        (await world.Get(invoice)).State.ShouldBe(InvoiceState.Delivered, "the customer has it");
    }

    [Fact]
    public async Task R_PPL_2_what_is_kept_is_sealed_and_staff_say_why_they_read_it()
    {
        await using var world = await InvoiceWorld.Start("sqlite");
        var invoice = await world.Issued("o-1");
        foreach (var file in world.DocumentFolder.EnumerateFiles("*", SearchOption.AllDirectories))
            Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file.FullName)).ShouldNotContain("EInvoice");

        var specialist = world.Documents("cai", Role.InvoiceSpecialist);
        var silent = specialist.DownloadDocument(new() { RequestId = InvoiceWorld.Id(), DocumentOf = invoice.InvoiceId, Format = DocumentFormat.Xml });
        (await Should.ThrowAsync<RpcException>(() => silent.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        (await world.Download(invoice.InvoiceId, DocumentFormat.Xml, specialist, "customer asks on the phone")).Content.ShouldNotBeEmpty();
        (await world.Get(invoice)).State.ShouldBe(InvoiceState.Issued, "staff reading it delivers nothing");
        (await world.EventsOf("o-1")).ShouldContain(e => e.StartsWith("PaperRead", StringComparison.Ordinal));

        var stranger = world.Documents("buyer-2", Role.Customer).DownloadDocument(new() { RequestId = InvoiceWorld.Id(), DocumentOf = invoice.InvoiceId, Format = DocumentFormat.Xml });
        (await Should.ThrowAsync<RpcException>(() => stranger.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task A_red_letter_has_documents_of_its_own()
    {
        await using var world = await InvoiceWorld.Start("sqlite");
        var invoice = await world.Issued("o-1");
        await world.Accepted(InvoiceWorld.Refund("o-1", "rfd-1", 3000, 1));
        var red = (await world.Get(invoice)).RedLetters.ShouldHaveSingleItem();
        var xml = Encoding.UTF8.GetString((await world.Download(red.RedLetterId, DocumentFormat.Xml)).Content);
        xml.ShouldContain($"<OriginalInvoiceNumber>{invoice.Number}</OriginalInvoiceNumber>");
        xml.ShouldContain("<TotalTax-includedAmount>-30.00</TotalTax-includedAmount>");
    }

    [Fact]
    public async Task A_renderer_that_fails_delays_the_PDF_and_never_the_invoice()
    {
        await using var world = await InvoiceWorld.Start("sqlite");
        var invoice = await world.Issued("o-1");
        invoice.State.ShouldBe(InvoiceState.Issued);
        var early = world.Documents(InvoiceWorld.Customer, Role.Customer).DownloadDocument(
            new() { RequestId = InvoiceWorld.Id(), DocumentOf = invoice.InvoiceId, Format = DocumentFormat.Pdf });
        (await Should.ThrowAsync<RpcException>(() => early.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        (await world.Download(invoice.InvoiceId, DocumentFormat.Html)).Content.ShouldNotBeEmpty();
        await world.Host.Advance(Duration.FromDays(1));
        (await world.EventsOf("o-1")).Count(e => e.StartsWith("PdfDelayed", StringComparison.Ordinal)).ShouldBe(2, "tried again when its pause is over, and put off once more");
    }

    [Fact]
    public async Task Documents_that_take_long_hold_up_nothing_else()
    {
        using var gate = new Gate();
        await using var world = await InvoiceWorld.Start("sqlite", new() { ["Documents:Python"] = gate.Renderer });
        var invoices = new List<Invoice>();
        for (var n = 0; n < 9; n++)
            invoices.Add(await world.Checked($"o-{n}"));
        var batch = await world.Batched(invoices[0]);
        await world.Approve(batch);
        await world.Finance.ReleaseInvoiceBatchAsync(new() { RequestId = InvoiceWorld.Id(), BatchId = batch });
        foreach (var invoice in invoices)
            await Soon(async () => (await world.Get(invoice)).State == InvoiceState.Issued);
        await Soon(() => Task.FromResult(gate.Waiting == 2));

        await world.Host.Deliver(new RefundAccepted { Refund = InvoiceWorld.Refund("o-0", "rfd-1", 3000, 1) }, InvoiceWorld.Merchant, "refund");
        await Soon(async () => (await world.Get(invoices[0])).RedLetters is [{ Number.Length: 20 }]);
        gate.Waiting.ShouldBe(2, "documents are made two at once");
        gate.Open();
        await world.Host.Drain();
    }

    [Fact]
    public async Task A_link_lets_its_holder_fetch_one_document_until_it_ends()
    {
        await using var world = await InvoiceWorld.Start("sqlite", new() { ["Documents:LinkPage"] = "https://shop.example/invoice?t={token}" });
        var invoice = await world.Issued("o-1");
        var link = await world.Documents(InvoiceWorld.Customer, Role.Customer).CreateDocumentLinkAsync(new()
        {
            DocumentOf = invoice.InvoiceId,
            Format = DocumentFormat.Xml,
            ValidFor = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromHours(2)),
        });
        link.Url.ShouldBe($"https://shop.example/invoice?t={link.LinkToken}");

        var bookkeeper = world.Documents("buyer-2", Role.Customer);
        (await InvoiceWorld.Head(bookkeeper.DownloadLinkedDocument(new() { LinkToken = link.LinkToken }))).Format.ShouldBe(DocumentFormat.Xml);
        var forged = string.Concat(link.LinkToken.AsSpan(0, 40), link.LinkToken[40] == 'A' ? "B" : "A", link.LinkToken.AsSpan(41));
        foreach (var (token, merchant) in new[] { (forged, InvoiceWorld.Merchant), ("x", InvoiceWorld.Merchant), (link.LinkToken, "other") })
        {
            var call = world.Documents("buyer-2", merchant, Role.Customer).DownloadLinkedDocument(new() { LinkToken = token });
            (await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.NotFound);
        }

        await world.Host.Advance(Duration.FromHours(2));
        var late = bookkeeper.DownloadLinkedDocument(new() { LinkToken = link.LinkToken });
        (await Should.ThrowAsync<RpcException>(() => late.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task An_invoice_whose_title_names_an_address_is_mailed_by_itself()
    {
        await using var server = new MailServer();
        await using var world = await InvoiceWorld.Start("sqlite", new(server.Settings) { ["Documents:Python"] = "/usr/bin/python3" });
        await world.Order("o-1");
        var invoice = await world.Issue(await world.Request("o-1", title: new(InvoiceWorld.Company) { Email = "buch@kaeufer.example" }));
        await world.Until(async () => (await world.Get(invoice)).State == InvoiceState.Delivered);
        var mail = server.Received.ShouldHaveSingleItem();
        mail.To.ShouldBe("buch@kaeufer.example");
        mail.Data.ShouldContain($"<{invoice.InvoiceId}@{InvoiceWorld.Merchant}>");
        foreach (var format in new[] { "pdf", "xml" })
            mail.Data.ShouldContain($"name={invoice.Number}.{format}");
        (await world.Get(invoice)).Mail.AddressMasked.ShouldNotContain("buch@kaeufer");
    }

    [Fact]
    public async Task A_mail_server_that_is_away_is_asked_again_and_a_person_is_told_in_the_end()
    {
        await using var server = new MailServer { IsAway = true };
        await using var world = await InvoiceWorld.Start("sqlite", server.Settings);
        var first = await world.Issued("o-1");
        await world.Documents(InvoiceWorld.Customer, Role.Customer).SendInvoiceAsync(new() { RequestId = InvoiceWorld.Id(), InvoiceId = first.InvoiceId, Email = "a@b.example" });
        await world.Host.Drain();
        server.Received.ShouldBeEmpty();
        server.IsAway = false;
        await world.Host.Advance(Duration.FromHours(1));
        server.Received.ShouldHaveSingleItem().To.ShouldBe("a@b.example");

        server.IsAway = true;
        await world.Documents(InvoiceWorld.Customer, Role.Customer).SendInvoiceAsync(new() { RequestId = InvoiceWorld.Id(), InvoiceId = first.InvoiceId, Email = "c@d.example" });
        for (var day = 0; day < 6; day++)
            await world.Host.Advance(Duration.FromDays(1));
        (await world.Get(first)).Mail.GivenUp.ShouldBeTrue();
        (await world.Specialist.ListInvoicesAsync(new() { Unmailed = true })).Invoices.ShouldHaveSingleItem().InvoiceId.ShouldBe(first.InvoiceId);
    }

    // Without moving the clock, which would wait for the documents.
    private static async Task Soon(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; !await isSo(); attempt++)
        {
            attempt.ShouldBeLessThan(400);
            await Task.Delay(50);
        }
    }

    /// <summary>A renderer that waits until it is let through, and then makes nothing.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("gate-");

        public Gate()
        {
            File.WriteAllText(Renderer, $"#!/bin/sh\ntouch {folder.FullName}/waiting.$$\nwhile [ ! -e {folder.FullName}/open ]; do sleep 0.05; done\n");
            File.SetUnixFileMode(Renderer, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        public string Renderer => Path.Combine(folder.FullName, "renderer");

        public int Waiting => folder.GetFiles("waiting.*").Length;

        public void Open() => File.Create(Path.Combine(folder.FullName, "open")).Dispose();

        public void Dispose() => folder.Delete(recursive: true);
    }
}
