using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Operations;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Platform.Work;
using Aftersales.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Role = Aftersales.Contracts.Role;

namespace Aftersales.Platform.Tests.Operations;

/// <summary>A small service on the platform, whose handler of events does what a test tells it to.</summary>
public abstract class CardService(string database) : IAsyncLifetime
{
    public const string Name = "cards";
    public const string Shop = "acme";

    private TestService service = null!;

    public TestService Service => service;

    internal Switch Switch => service.Services.GetRequiredService<Switch>();

    public IStore Store => service.Services.GetRequiredService<IStore>();

    internal Aggregates<Card, CardEvent> Cards => service.Services.GetRequiredService<Aggregates<Card, CardEvent>>();

    public OperationsService.OperationsServiceClient Operator => As("p_operator", Role.Operator);

    public OperationsService.OperationsServiceClient As(string person, Role role, string merchant = Shop) =>
        service.Client(invoker => new OperationsService.OperationsServiceClient(invoker), merchant, person, role);

    public Call Call(string person = "p_agent", string merchant = Shop) => new(new(merchant, person, [Role.AgentL1]), "test", service.Now, CancellationToken.None);

    public Task Write(string id, string title, string owner = "ann", int points = 1) =>
        Cards.Change(id, Call(), _ => new CardWritten(title, owner, points));

    public async Task InitializeAsync() => service = await TestService.Start(Name, Create, database);

    public async Task DisposeAsync() => await service.DisposeAsync();

    private static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);
        service.Services.AddSingleton<Switch>();
        service.AddAggregate<Card, CardEvent, CardType>();
        service.On<InvoiceCleared, NoteCleared>("invoice");
        service.On<OrderFactsTold, NoteFacts>("facts");
        service.AddWork<ReviewCard>("card", "review");
        return service.Build();
    }

    private sealed class NoteCleared(Aggregates<Card, CardEvent> cards, Switch on) : IHandle<InvoiceCleared>
    {
        public async Task Handle(InvoiceCleared happened, Call call)
        {
            await cards.Change($"{happened.OrderId}/1", call, _ => new CardNoted("x"));
            on.Between?.Invoke();
            await cards.Change($"{happened.OrderId}/2", call, _ => new CardNoted("x"));
        }
    }

    private sealed class NoteFacts : IHandle<OrderFactsTold>
    {
        public Task Handle(OrderFactsTold happened, Call call) => throw new RefusedException(PlatformReasons.Invalid("facts", "are never taken here"));
    }

    private sealed class ReviewCard : IWork
    {
        public Task Run(WorkItem item, Call call) => Task.CompletedTask;
    }
}

/// <summary>What happens between the two changes that the handler makes.</summary>
internal sealed class Switch
{
    public Action? Between { get; set; }

    public static void Refuse() => throw new RefusedException(new(PlatformReasons.RoleRequired, "not yet mended"));

    public static void BeAway() => throw new RefusedException(new(PlatformReasons.ServiceUnavailable, "a peer is away"));

    public static void Crash() => throw new InvalidOperationException("as a process that is killed here");
}

public sealed class CardsOnSqlite() : CardService("sqlite");

public sealed class CardsOnPostgres() : CardService("postgres");
