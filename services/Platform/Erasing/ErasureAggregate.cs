using Aftersales.Contracts.Directories;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Hosting;
using Google.Protobuf;

namespace Aftersales.Platform.Erasing;

/// <summary>A service's part in an erasure, in its store; the id is the erasure's.</summary>
public sealed class ErasureAggregate(ServiceSettings settings) : AggregateType<ErasurePart, ErasureEvent>
{
    public const string Name = "erasure-part";

    public override string Kind => Name;

    public override ErasurePart Evolve(ErasurePart? state, ErasureEvent happened) => ErasureDecider.Evolve(state, happened);

    public override IEnumerable<Due> Work(string id, ErasurePart state) => state.Next is { } next ? [new("go-on", next)] : [];

    public override IEnumerable<IMessage> Publish(string id, ErasurePart? before, ErasureEvent happened, ErasurePart after, long version) =>
        happened is ErasureAsked or ErasureDecided ? [] : [new CustomerErasureAnswered { ErasureId = id, Version = version, Share = ShareOf(happened, after) }];

    private ErasureShare ShareOf(ErasureEvent happened, ErasurePart part) => new()
    {
        Service = settings.Name,
        State = part switch
        {
            { Stage: ErasureStage.Done } => ErasureShareState.Erased,
            { WaitsFor.IsEmpty: false } => ErasureShareState.Waiting,
            _ => ErasureShareState.Ready,
        },
        WaitsFor = { part.WaitsFor },
        Erased = part.Result?.Erased ?? 0,
        Kept = part.Result?.Kept ?? 0,
        KeptReasons = { part.Result?.KeptBecause ?? [] },
        AnsweredTime = happened.At.ToContract(),
    };
}
