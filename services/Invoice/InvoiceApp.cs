using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Tracking;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Invoices.Domain.Books;
using Aftersales.Invoices.Domain.Numbering;
using Aftersales.Invoices.Features;
using Aftersales.Invoices.Policy;
using Aftersales.Invoices.Ports;
using Aftersales.Invoices.Ports.Printing;
using Aftersales.Invoices.Ports.Tax;
using Aftersales.Invoices.Queries;
using Aftersales.Platform.Blobs;
using Aftersales.Platform.Erasing;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Mail;
using System.Globalization;
using Batch = Aftersales.Invoices.Domain.Batches.Batch;
using CheckInvoice = Aftersales.Invoices.Features.CheckInvoice;
using CorrectInvoice = Aftersales.Invoices.Features.CorrectInvoice;
using CustomerErasureAsked = Aftersales.Contracts.Directories.CustomerErasureAsked;
using RequestInvoice = Aftersales.Invoices.Features.RequestInvoice;
using RevealTitle = Aftersales.Invoices.Features.RevealTitle;

namespace Aftersales.Invoices;

/// <summary>What there is in Invoice.</summary>
public static class InvoiceApp
{
    public const string Name = "invoice";

    /// <param name="settings"><c>Tax:*</c> says who issues: see <see cref="AddTaxPlatform"/>.</param>
    /// <exception cref="InvalidOperationException">A setting is missing; names it.</exception>
    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);
        service.AddAggregate<OrderInvoices, InvoiceEvent, OrderInvoicesAggregate>();
        service.AddAggregate<Batch, BatchEvent, BatchAggregate>();
        service.AddAggregate<Schedule, ScheduleEvent, ScheduleAggregate>();
        service.AddAggregate<TitleBook, TitleBookEvent, TitleBookAggregate>();
        service.AddPolicy<MerchantInvoicePolicy>("invoice.json");
        service.AddDocuments<PaidOrder>("order");
        service.AddFeature<OrdersInvoices>();
        service.AddFeature<OrderFacts>();
        service.AddFeature<Titles>();
        service.AddFeature<TitleForm>();
        service.AddFeature<SavedTitles>();
        service.AddFeature<RevealTitle>();

        service.AddForgetting<ForgetTitles>();
        service.On<CustomerErasureAsked, EraseCustomers>("directory");
        service.On<OrderChanged, KeepOrder>("tracking");
        service.AddFeature<RequestInvoice>();
        service.AddFeature<CorrectInvoice>();
        service.AddFeature<CheckInvoice>();
        service.AddFeature<RecordInvoiceBreach>();

        service.AddFeature<WaitingInvoices>();
        service.AddWork<MakeDailyBatch>(ScheduleAggregate.Name, ScheduleAggregate.MakeBatch);
        service.AddFeature<CreateInvoiceBatch>();
        service.AddFeature<DecideBatch>();
        service.AddWork<TellInvoices>(BatchAggregate.Name, BatchAggregate.Tell);

        service.AddWork<IssueInvoice>(OrderInvoicesAggregate.Name, OrderInvoicesAggregate.Issue);
        service.AddFeature<DeliverInvoice>();
        foreach (var clock in Enum.GetNames<InvoiceClock>())
            service.AddWork<RunClock>(OrderInvoicesAggregate.Name, clock);

        service.AddFeature<ReturnOriginal>();
        service.AddWork<AwaitOriginal>(OrderInvoicesAggregate.Name, OrderInvoicesAggregate.Original);
        service.AddPeer("refund", invoker => new RefundService.RefundServiceClient(invoker));
        service.AddFeature<RefundsPort>();
        service.AddWork<PayPostageBack>(OrderInvoicesAggregate.Name, OrderInvoicesAggregate.Postage);

        service.AddFeature<RedLetters>();
        service.On<RefundAccepted, FollowRefund>("refund");
        service.On<RefundFailed, FollowRefund>("refund");
        service.On<RefundCancelled, FollowRefund>("refund");
        service.AddWork<IssueRedLetter>(OrderInvoicesAggregate.Name, OrderInvoicesAggregate.IssueRed);
        AddTaxPlatform(service);

        AddDocuments(service);
        service.AddWork<WritePapers>(OrderInvoicesAggregate.Name, OrderInvoicesAggregate.Paper);
        service.AddSlowWork<MakePdf>(OrderInvoicesAggregate.Name, OrderInvoicesAggregate.Pdf);
        service.AddWork<MailInvoice>(OrderInvoicesAggregate.Name, OrderInvoicesAggregate.Mail);
        service.AddFeature<DownloadDocument>();
        service.AddFeature<CreateDocumentLink>();
        service.AddFeature<SendInvoice>();

        service.AddFeature<ReadInvoices>();
        service.AddFeature<ReadAmounts>();
        service.AddFeature<ReadDocuments>();
        service.MapGrpc<InvoiceGrpc>(InvoiceService.Descriptor);
        service.MapGrpc<InvoiceDocumentGrpc>(InvoiceDocumentService.Descriptor);
        return service.Build();
    }

    /// <summary>
    /// <c>Documents:Folder</c> or <c>Documents:S3:*</c> say where documents are kept, <c>Documents:Renderer</c> who makes PDFs (<c>weasyprint</c>, the
    /// default, or <c>none</c>), <c>Documents:Python</c> which Python has WeasyPrint, <c>Documents:LinkPage</c> the page that links lead to, and
    /// <c>Mail:*</c> the mail server; without one nothing is sent.
    /// </summary>
    private static void AddDocuments(ServiceBuilder service)
    {
        var settings = service.Settings.Configuration;
        var renderer = settings["Documents:Python"] is { } python ? WeasyPrintSettings.Default with { Python = python } : WeasyPrintSettings.Default;
        var mail = SmtpSettings.Read(settings);
        service.Services.AddSingleton(BlobStores.Open(service.Settings, "Documents"));
        service.Services.AddSingleton<IMailer>(services => new SmtpMailer(mail, services.GetRequiredService<ILogger<SmtpMailer>>()));
        service.Services.AddSingleton<IPdfRenderer>(services => settings["Documents:Renderer"] switch
        {
            null or "weasyprint" => new WeasyPrint(renderer, services.GetRequiredService<ILogger<WeasyPrint>>()),
            "none" => new NoPdf(),
            var other => throw new InvalidOperationException($"Documents:Renderer is weasyprint or none, not {other}"),
        });
        service.Services.AddSingleton(services => new DocumentLinks(services.GetRequiredService<Vault>(), settings["Documents:LinkPage"]));
        service.AddFeature<Documents>();
    }

    /// <summary>
    /// <c>Tax:Provider</c> is <c>builtin</c> (numbers of our own, for development) or <c>http</c>: then <c>Tax:Address</c>, <c>Tax:AppKey</c> and
    /// <c>Tax:AppSecret</c> say where and as whom, and <c>Tax:TimeoutSeconds</c> (default 10) how long an answer is waited for.
    /// </summary>
    private static void AddTaxPlatform(ServiceBuilder service)
    {
        var settings = service.Settings.Configuration;
        string Needed(string key) => settings[$"Tax:{key}"] ?? throw new InvalidOperationException($"the setting Tax:{key} is missing");
        switch (Needed("Provider"))
        {
            case "builtin":
                service.AddAggregate<NumberBlock, NumbersIssued, NumberBlockAggregate>();
                service.Services.AddSingleton<ITaxPlatform, BuiltInNumbering>();
                break;
            case "http":
                var http = new HttpClient(new TaxSignIn(Needed("AppKey"), Needed("AppSecret"))
                {
                    InnerHandler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) },
                })
                {
                    BaseAddress = new($"{Needed("Address").TrimEnd('/')}/"),
                    // A time-out is unknown, so it only has to be shorter than the lease of the work.
                    Timeout = TimeSpan.FromSeconds(double.Parse(settings["Tax:TimeoutSeconds"] ?? "10", CultureInfo.InvariantCulture)),
                };
                service.Services.AddSingleton<ITaxPlatform>(services => new HttpTaxPlatform(http, services.GetRequiredService<Titles>()));
                break;
            case var other:
                throw new InvalidOperationException($"the setting Tax:Provider is '{other}'; it is builtin or http");
        }
    }
}
