using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using Aftersales.Directories.Development;
using Aftersales.Directories.Domain;
using Aftersales.Directories.Features;
using Aftersales.Directories.Policy;
using Aftersales.Directories.Ports;
using Aftersales.Directories.Queries;
using Aftersales.Platform.Erasing;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Mail;
using ApiKey = Aftersales.Directories.Domain.ApiKey;
using Contact = Aftersales.Directories.Domain.Contact;
using Erasure = Aftersales.Directories.Domain.Erasure;
using ErasureAggregate = Aftersales.Directories.ErasureAggregate;
using Merchant = Aftersales.Directories.Domain.Merchant;
using Person = Aftersales.Directories.Domain.Person;
using Subscription = Aftersales.Directories.Domain.Subscription;

namespace Aftersales.Directories;

/// <summary>What there is in Directory.</summary>
public static class DirectoryApp
{
    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);
        service.AddAggregate<Merchant, MerchantEvent, MerchantAggregate>();
        service.AddAggregate<Person, PersonEvent, PersonAggregate>();
        service.AddAggregate<ApiKey, ApiKeyEvent, ApiKeyAggregate>();
        service.AddAggregate<Subscription, SubscriptionEvent, SubscriptionAggregate>();
        service.AddAggregate<Mailbox, MailboxEvent, MailboxAggregate>();
        service.AddPolicy<DirectoryPolicy>("directory.json");
        service.AddFeature<RegisterMerchant>();
        service.AddFeature<AddPerson>();
        service.AddFeature<ChangePerson>();
        service.AddFeature<ReadDirectory>();
        service.AddFeature<ChangeMerchant>();
        service.AddFeature<PlanShifts>();
        service.AddFeature<ReadShifts>();
        service.AddFeature<ReadChanges>();
        service.Services.AddSingleton(AddressGuard.Of(settings.Configuration));
        service.AddFeature<HookSender>();
        service.AddFeature<ManageHooks>();
        service.AddFeature<ReplayDelivery>();
        service.AddFeature<ReadHooks>();
        service.AddFeature<MakeApiKey>();
        service.AddFeature<RevokeApiKey>();
        service.AddFeature<VerifyApiKey>();
        service.AddFeature<ReadApiKeys>();
        service.MapGrpc<DirectoryGrpc>(DirectoryService.Descriptor);
        service.MapGrpc<WebhookGrpc>(WebhookService.Descriptor);
        service.MapGrpc<MerchantGrpc>(MerchantService.Descriptor);
        service.MapGrpc<StaffingGrpc>(StaffingService.Descriptor);
        service.MapGrpc<ApiKeyGrpc>(ApiKeyService.Descriptor);
        AddDelivery(service);

        AddErasures(service);

        service.OnEvery<TakeEvents>("complaint");
        service.OnEvery<TakeEvents>("returns");
        service.OnEvery<TakeEvents>("refund");
        service.OnEvery<TakeEvents>("compensation");
        service.OnEvery<TakeEvents>("invoice");
        service.OnEvery<TakeEvents>("tracking");
        service.OnEvery<TakeEvents>("directory");

        // Receivers may hang: nothing else waits for them, and no receiver for another.
        service.AddFeature<HookTurns>();
        service.AddSlowWork<SendHooks>(MailboxAggregate.Name, "send", HookTurns.Slots);
        service.AddWork<WakeMailboxes>(SubscriptionAggregate.Name, "mailboxes");
        service.AddWork<StaffMerchant>(MerchantAggregate.Name, "staff");
        service.AddWork<PlanShifts>(PersonAggregate.Name, "shift");
        return service.Build();
    }

    private static void AddErasures(ServiceBuilder service)
    {
        service.AddAggregate<Erasure, CustomerErasureEvent, ErasureAggregate>();
        service.AddFeature<EraseCustomer>();
        service.AddFeature<ReadErasures>();
        service.AddWork<EraseCustomer>(ErasureAggregate.Name, "chase");
        service.MapGrpc<ErasureGrpc>(ErasureService.Descriptor);
        service.On<CustomerErasureAnswered, EraseCustomer>("compensation");
        service.On<CustomerErasureAnswered, EraseCustomer>("complaint");
        service.On<CustomerErasureAnswered, EraseCustomer>("directory");
        service.On<CustomerErasureAnswered, EraseCustomer>("invoice");
        service.On<CustomerErasureAnswered, EraseCustomer>("refund");
        service.On<CustomerErasureAnswered, EraseCustomer>("returns");
        service.On<CustomerErasureAnswered, EraseCustomer>("tracking");
        service.On<CustomerErasureAsked, EraseCustomers>("directory");
        service.AddForgetting<ForgetCustomer>();
    }

    /// <summary>
    /// Messages to customers. <c>Mail:*</c> is the mail server and <c>Messaging:*</c> the provider of text messages and the messenger
    /// (<c>Address</c>, <c>AppId</c>, <c>Secret</c>, <c>TimeoutSeconds</c>); over what is not set up nothing is sent.
    /// </summary>
    private static void AddDelivery(ServiceBuilder service)
    {
        var (mail, messaging) = (SmtpSettings.Read(service.Settings.Configuration), MessagingSettings.Read(service.Settings.Configuration));
        service.AddAggregate<Contact, ContactEvent, ContactAggregate>();
        service.AddAggregate<Outgoing, DeliveryEvent, OutgoingAggregate>();
        service.AddPolicy<MerchantDeliveryPolicy>("delivery.json");
        service.AddPeer("complaint", invoker => new MessageService.MessageServiceClient(invoker));
        service.Services.AddSingleton<IMailer>(services => new SmtpMailer(mail, services.GetRequiredService<ILogger<SmtpMailer>>()));
        service.Services.AddSingleton<ICarrier, MailCarrier>();
        service.Services.AddSingleton<ICarrier>(services => new HttpCarrier(
            new() { Timeout = messaging?.Patience ?? Timeout.InfiniteTimeSpan }, messaging, service.Settings.Time, services.GetRequiredService<ILogger<HttpCarrier>>()));
        service.AddFeature<Carriers>();
        service.AddFeature<MessageTexts>();
        service.AddFeature<Dispatch>();
        service.AddFeature<KeepContact>();
        service.MapGrpc<ContactGrpc>(ContactService.Descriptor);
        service.AddFeature<ReadDelivery>();
        service.AddFeature<ReplayMessage>();
        service.MapGrpc<DeliveryGrpc>(DeliveryService.Descriptor);
        service.On<CustomerNotified, TakeMessage>("notifications");
        service.AddWork<DeliverMessage>("message", "deliver");
        service.AddWork<SpreadContact>("contact", "spread");
        service.AddFeature<OutboxPage>();
        service.InDevelopment(app => app.MapGet("/development/outbox", (Delegate)app.Services.GetRequiredService<OutboxPage>().Show));
    }
}
