using System.Reflection;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Erasing;
using Aftersales.Platform.Events;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Operations;
using Aftersales.Platform.Operations.DeadLetters;
using Aftersales.Platform.Operations.Rebuilds;
using Aftersales.Platform.Operations.Trail;
using Aftersales.Platform.Peers;
using Aftersales.Platform.Pipeline;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Store;
using Aftersales.Platform.Telemetry;
using Aftersales.Platform.Work;
using Dapr.Client;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Aftersales.Platform.Hosting;

/// <summary>Puts a service together. What is the same in all of them happens here, once; a service adds what is its own.</summary>
public sealed class ServiceBuilder
{
    private readonly Assembly assembly = Assembly.GetCallingAssembly();
    private readonly WebApplicationBuilder builder;
    private readonly ServiceSettings settings;
    private readonly Subscriptions subscriptions = new();
    private readonly WorkHandlers work = new();
    private readonly List<ServiceDescriptor> contracts = [];
    private readonly List<Action<WebApplication>> maps = [];

    public ServiceBuilder(ServiceSettings settings)
    {
        this.settings = settings;
        builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = settings.Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            // The sidecar's one connection carries everybody's calls: an upload that pauses must not end them all. The gateway bounds how long it may.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(settings.Address, settings.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(settings.Address, settings.HttpPort, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.Logging.AddConsoleAs(settings.Configuration)
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Grpc", LogLevel.Error)
            .AddConfiguration(settings.Configuration.GetSection("Logging"));
        builder.Services.AddRouting();
        AddShared(builder.Services);
        AddOperations();
    }

    /// <summary>For what only this service needs, such as the adapters of its ports.</summary>
    public IServiceCollection Services => builder.Services;

    public ServiceSettings Settings => settings;

    public void AddAggregate<TState, TEvent, TType>()
        where TState : class
        where TEvent : class
        where TType : AggregateType<TState, TEvent>
    {
        Services.AddSingleton<AggregateType<TState, TEvent>, TType>();
        Services.AddSingleton<Aggregates<TState, TEvent>>();
        Services.AddSingleton<KnownAggregate, KnownAggregate<TState, TEvent>>();
    }

    /// <summary>A policy whose default is an embedded resource of the service.</summary>
    public void AddPolicy<TPolicy>(string file)
        where TPolicy : class, IPolicy =>
        Services.AddSingleton(services => new Policies<TPolicy>(
            assembly, file, settings.PolicyFolder, settings.Time, services.GetRequiredService<ILogger<Policies<TPolicy>>>()));

    /// <summary>Copies of others' facts, kept under this kind.</summary>
    public void AddDocuments<T>(string kind)
        where T : class => Services.AddSingleton(services => new Documents<T>(services.GetRequiredService<IStore>(), kind));

    public void AddFeature<TFeature>()
        where TFeature : class => Services.TryAddSingleton<TFeature>();

    /// <summary>What an erasure of a customer's personal data has to do here beside removing keys.</summary>
    public void AddForgetting<TForget>()
        where TForget : class, IForget => Services.AddSingleton<IForget, TForget>();

    /// <summary>Takes an event that another service publishes.</summary>
    public void On<TEvent, THandler>(string publisher)
        where TEvent : IMessage<TEvent>, new()
        where THandler : class, IHandle<TEvent>
    {
        AddFeature<THandler>();
        subscriptions.Add<TEvent, THandler>(publisher);
    }

    /// <summary>Takes every event of another service, or of this one.</summary>
    public void OnEvery<THandler>(string publisher)
        where THandler : class, IHandleEvery
    {
        AddFeature<THandler>();
        subscriptions.AddEvery<THandler>(publisher);
    }

    /// <summary>Does the work that aggregates of a kind ask for under a name.</summary>
    public void AddWork<TWork>(string kind, string name)
        where TWork : class, IWork
    {
        AddFeature<TWork>();
        work.Add<TWork>(kind, name);
    }

    /// <summary>The same for work that takes seconds each time: it is done apart, so that nothing else waits behind it. One a service.</summary>
    /// <param name="atOnce">How many are done at once; more than two where they wait for others and use nothing of the machine meanwhile.</param>
    public void AddSlowWork<TWork>(string kind, string name, int atOnce = 2)
        where TWork : class, IWork
    {
        AddFeature<TWork>();
        work.AddSlow<TWork>(kind, name, atOnce);
    }

    /// <summary>The same for work of which much can come due at once: it is done apart, hundreds together. One a service, and then no slow work.</summary>
    public void AddBulkWork<TWork>(string kind, string name)
        where TWork : class, IBulkWork
    {
        AddFeature<TWork>();
        work.AddBulk<TWork>(kind, name);
    }

    /// <summary>Another service that this one calls, through the sidecar.</summary>
    public void AddPeer<TClient>(string app, Func<CallInvoker, TClient> create)
        where TClient : ClientBase => Services.AddSingleton(services => new Peer<TClient>(
            app,
            create(services.GetRequiredService<GrpcChannel>().Intercept(new InvocationInterceptor(app, settings.SidecarToken))),
            services.GetRequiredService<Tokens>(),
            settings.Time));

    /// <summary>Serves a contract.</summary>
    public void MapGrpc<TService>(ServiceDescriptor contract)
        where TService : class
    {
        contracts.Add(contract);
        maps.Add(app => app.MapGrpcService<TService>());
    }

    /// <summary>Serves something over HTTP in Development, and there alone.</summary>
    public void InDevelopment(Action<WebApplication> map)
    {
        if (settings.IsDevelopment)
            maps.Add(map);
    }

    /// <summary>The service, ready to run.</summary>
    public WebApplication Build()
    {
        Validation.Check(contracts.Select(c => c.File));
        Services.AddSingleton(new ContractMethods(contracts));
        Services.AddSingleton(new ServedContracts([.. contracts, Contracts.Standard.Health.Health.Descriptor]));
        settings.Replace?.Invoke(Services);
        var app = builder.Build();
        app.UseUnreadableMessages();
        foreach (var map in maps)
            map(app);
        app.MapGrpcService<AppCallbackService>();
        app.MapGrpcService<AppHealthService>();
        app.MapGrpcService<HealthService>();
        app.MapGrpcService<ReflectionService>();
        app.MapHealth(contracts.Select(c => c.FullName));
        app.MapMetrics();
        return app;
    }

    private void AddOperations()
    {
        AddAggregate<DeadLetter, DeadLetterEvent, DeadLetterAggregate>();
        AddFeature<DeadLetterBox>();
        AddFeature<AuditTrail>();
        AddAggregate<Rebuild, RebuildEvent, RebuildAggregate>();
        AddFeature<RebuildDesk>();
        AddFeature<StateCheck>();
        AddFeature<RowCheck>();
        AddFeature<SumCheck>();
        AddWork<RebuildBatch>(RebuildAggregate.Name, "batch");
        AddAggregate<ErasurePart, ErasureEvent, ErasureAggregate>();
        AddFeature<PersonalRecords>();
        AddWork<ErasureWork>(ErasureAggregate.Name, "go-on");
        MapGrpc<OperationsGrpc>(Contracts.Operations.OperationsService.Descriptor);
    }

    private void AddShared(IServiceCollection services)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Time);
        services.AddSingleton(settings.Clock ?? SystemClock.Instance);
        services.AddSingleton(BusinessCalendar.Default);
        services.AddSingleton(new Vault(settings.VaultKey.Span));
        services.AddSingleton(new Tokens(settings.Identity, settings.Name, settings.Time));
        services.AddSingleton(new EventEnvelope(settings.Name));
        services.AddSingleton(subscriptions);
        services.AddSingleton(work);
        services.AddSingleton<WorkRunner>();
        services.AddSingleton<SidecarContact>();
        services.AddSingleton<HealthStatus>();
        services.AddSingleton<ListWatch>();
        services.AddSingleton(new Validation(settings.Time));
        services.AddSingleton<IStore>(_ => Stores.Open(settings));
        services.AddSingleton<IReadCache>(provider => settings.Redis is { } redis
            ? new RedisReadCache(redis, settings.Name, provider.GetRequiredService<Vault>(), settings.Time, provider.GetRequiredService<ILogger<RedisReadCache>>())
            : new NoReadCache());
        services.AddSingleton(_ => GrpcChannel.ForAddress(settings.Sidecar, new() { MaxReceiveMessageSize = GzipProvider.MaxMessageBytes, CompressionProviders = [new GzipProvider()] }));
        services.AddSingleton(_ => new DaprClientBuilder().UseGrpcEndpoint(settings.Sidecar).UseDaprApiToken(settings.SidecarToken).Build());
        services.AddHostedService<StoreStart>();
        services.AddHostedService<OutboxRelay>();
        services.AddHostedService<WorkScheduler>();
        services.AddHostedService<Pruner>();
        services.AddSingleton<ErrorInterceptor>();
        services.AddSingleton<AccessInterceptor>();
        services.AddSingleton<ValidationInterceptor>();
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = GzipProvider.MaxMessageBytes; // larger ones do not pass the sidecar either
            grpc.CompressionProviders = [new GzipProvider()];
            grpc.Interceptors.Add<CallTelemetry>();
            grpc.Interceptors.Add<ErrorInterceptor>();
            grpc.Interceptors.Add<AccessInterceptor>();
            grpc.Interceptors.Add<ValidationInterceptor>();
        });
        services.AddTelemetry(settings.Name, settings.Configuration);
        if (TelemetrySetup.IsAsked(settings.Configuration))
            services.AddHostedService<BacklogMetrics>();
    }
}
