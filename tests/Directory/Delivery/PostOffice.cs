using System.Net.Http.Json;
using System.Text.Json;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Dapr;
using Aftersales.Platform.Grpc;
using Aftersales.Simulators;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;

namespace Aftersales.Directories.Delivery;

/// <summary>Directory with a provider of messages, a mail server, and Complaint to ask for texts.</summary>
public sealed class PostOffice : IAsyncDisposable
{
    public const string TeaHouse = "tea-house";
    public const string Buyer = "buyer-1";
    public const string Secret = "我们的方案，电话13700137000";

    private readonly DirectoryInfo folder;
    private readonly HttpClient http = new();

    private PostOffice(DirectoryInfo folder) => this.folder = folder;

    public required TestService Service { get; init; }

    public required SimulatorHost World { get; init; }

    public required FakeComplaint Complaint { get; init; }

    public ContactService.ContactServiceClient Customer => Service.Client(i => new ContactService.ContactServiceClient(i), TeaHouse, Buyer, Role.Customer);

    public DeliveryService.DeliveryServiceClient Boss => Service.Client(i => new DeliveryService.DeliveryServiceClient(i), TeaHouse, "boss", Role.Supervisor);

    public static async Task<PostOffice> Start(string database)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("post-");
        var world = await SimulatorHost.Start(new() { DataFolder = folder.FullName });
        var settings = new Dictionary<string, string?>(world.MessageSettings) { ["Messaging:TimeoutSeconds"] = "1", ["Mail:TimeoutSeconds"] = "2" };
        var complaint = new FakeComplaint();
        var service = await TestService.Start("directory", DirectoryApp.Create, database, settings, null, complaint);
        return new(folder) { Service = service, World = world, Complaint = complaint };
    }

    public async Task Tell(string id, string template = "offer_made", int validDays = 7)
    {
        var told = new CustomerNotified
        {
            MessageId = id,
            CustomerId = Buyer,
            CaseId = "case_1",
            OrderId = "1930679858170647",
            Template = template,
            TemplateVersion = "messages-1",
            MadeTime = Service.Now.ToContract(),
            ValidUntil = (Service.Now + Duration.FromDays(validDays)).ToContract(),
        };
        (await Service.Deliver(told, TeaHouse, "notifications")).ShouldBe(TopicEventResponse.Types.TopicEventResponseStatus.Success);
        await Service.Drain();
    }

    public async Task Reach(params (Medium Medium, string Address)[] addresses)
    {
        await Customer.SetContactAsync(new()
        {
            RequestId = Guid.NewGuid().ToString(),
            CustomerId = Buyer,
            Language = Language.Zh,
            Addresses = { addresses.Select(address => new ContactAddress { Medium = address.Medium, Address = address.Address, Consent = true }) },
        });
        await Service.Drain();
    }

    public async Task<CustomerMessage> Message(string id) => (await Boss.ListMessagesAsync(new() { CaseId = "case_1" })).Messages.Single(message => message.MessageId == id);

    public Task Fault(object fault) => http.PostAsJsonAsync(new Uri(World.Root, "faults"), fault);

    public async Task<List<(string To, string Text)>> Texts() =>
        [.. (await Read("messaging/inbox")).GetProperty("messages").EnumerateArray().Select(m => (m.GetProperty("to").GetString()!, m.GetProperty("text").GetString()!))];

    public async Task<List<(string To, string Data)>> Mails() =>
        [.. (await Read("mail/inbox")).GetProperty("mails").EnumerateArray().Select(m => (m.GetProperty("to").GetString()!, m.GetProperty("data").GetString()!))];

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Service.DisposeAsync();
        await World.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<JsonElement> Read(string path) => (await http.GetFromJsonAsync<JsonDocument>(new Uri(World.Root, path)))!.RootElement;
}

/// <summary>Complaint, as far as it tells texts.</summary>
public sealed class FakeComplaint : MessageService.MessageServiceBase
{
    private int refused;

    public bool IsAway { get; set; }

    /// <summary>How often it was asked while it was away.</summary>
    public int Refused => refused;

    public override Task<GetMessageResponse> GetMessage(GetMessageRequest request, ServerCallContext context)
    {
        if (IsAway)
        {
            Interlocked.Increment(ref refused);
            throw new RpcException(new(StatusCode.Unavailable, "away"));
        }

        return Task.FromResult(new GetMessageResponse
        {
            Subject = new() { Zh = "处理方案", En = "Our offer" },
            Text = new() { Zh = $"{PostOffice.Secret} {request.MessageId}", En = $"our offer {request.MessageId}" },
        });
    }
}
