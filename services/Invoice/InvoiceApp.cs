using System.Globalization;
using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Tracking;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Invoices.Features;
using Aftersales.Invoices.Policy;
using Aftersales.Invoices.Ports;
using Aftersales.Invoices.Queries;
using Aftersales.Platform.Hosting;
using Batch = Aftersales.Invoices.Domain.Batches.Batch;
using CheckInvoice = Aftersales.Invoices.Features.CheckInvoice;
using RequestInvoice = Aftersales.Invoices.Features.RequestInvoice;

namespace Aftersales.Invoices;

/// <summary>What there is in Invoice.</summary>
public static class InvoiceApp
{
    public const string Name = "invoice";

    /// <param name="settings"><c>Tax:Address</c> is the base address of the tax platform.</param>
    /// <exception cref="InvalidOperationException">The address is missing.</exception>
    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);
        service.AddAggregate<OrderInvoices, InvoiceEvent, OrderInvoicesAggregate>();
        service.AddAggregate<Batch, BatchEvent, BatchAggregate>();
        service.AddAggregate<Schedule, ScheduleEvent, ScheduleAggregate>();
        service.AddPolicy<MerchantInvoicePolicy>("invoice.json");
        service.AddDocuments<PaidOrder>("order");
        service.AddFeature<OrdersInvoices>();
        service.AddFeature<Titles>();

        service.On<OrderChanged, KeepOrder>("tracking");
        service.AddFeature<RequestInvoice>();
        service.AddFeature<CheckInvoice>();

        service.AddFeature<WaitingInvoices>();
        service.AddWork<MakeDailyBatch>(ScheduleAggregate.Name, ScheduleAggregate.MakeBatch);
        service.AddFeature<CreateInvoiceBatch>();
        service.AddFeature<DecideBatch>();
        service.AddWork<TellInvoices>(BatchAggregate.Name, BatchAggregate.Tell);

        service.AddWork<IssueInvoice>(OrderInvoicesAggregate.Name, OrderInvoicesAggregate.Issue);
        service.On<RefundAccepted, FollowRefund>("refund");
        service.On<RefundFailed, FollowRefund>("refund");
        service.On<RefundCancelled, FollowRefund>("refund");
        service.AddWork<IssueRedLetter>(OrderInvoicesAggregate.Name, OrderInvoicesAggregate.IssueRed);
        var tax = Http(settings);
        service.Services.AddSingleton(services => new TaxPlatform(tax, services.GetRequiredService<Titles>()));

        service.AddFeature<ReadInvoices>();
        service.MapGrpc<InvoiceGrpc>(InvoiceService.Descriptor);
        return service.Build();
    }

    // A time-out is unknown, so it only has to be shorter than the lease of the work.
    private static HttpClient Http(ServiceSettings settings) => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        BaseAddress = new Uri($"{settings.Configuration["Tax:Address"]?.TrimEnd('/') ?? throw new InvalidOperationException("the setting Tax:Address is missing")}/"),
        Timeout = TimeSpan.FromSeconds(double.Parse(settings.Configuration["Tax:TimeoutSeconds"] ?? "10", CultureInfo.InvariantCulture)),
    };
}
