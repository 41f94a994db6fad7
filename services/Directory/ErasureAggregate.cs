using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Erasure = Aftersales.Directories.Domain.Erasure;

namespace Aftersales.Directories;

/// <summary>An erasure in the store. A customer has one under way at a time.</summary>
public sealed class ErasureAggregate : AggregateType<Erasure, CustomerErasureEvent>
{
    public const string Name = "erasure";

    public override string Kind => Name;

    public override Erasure Evolve(Erasure? state, CustomerErasureEvent happened) => ErasureDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, Erasure state) =>
        from list in new[] { ErasureLists.All, ErasureLists.OfCustomer(state.Customer), ErasureLists.On(state.Stage) }
        select new ListEntry(list, TimeKey.Of(state.Asked), id, id);

    public override IEnumerable<Claim> Claims(string id, Erasure state) => state.Stage == ErasureStage.Done ? [] : [new($"erasure/{state.Customer}", id)];

    public override IEnumerable<Due> Work(string id, Erasure state) => state.Next is { } next ? [new("chase", next)] : [];

    public override IEnumerable<IMessage> Publish(string id, Erasure? before, CustomerErasureEvent happened, Erasure after, long version) => happened switch
    {
        ErasureBegun or ErasureAgreed or ErasureChased =>
            [new CustomerErasureAsked { ErasureId = id, CustomerId = after.Customer, Erase = after.Stage == ErasureStage.Erasing }],
        ErasureEnded => [new CustomerErased { ErasureId = id, CustomerId = after.Customer }],
        _ => [],
    };

    public override Refusal ClaimHeld(string claim, string holder) =>
        new Refusal(ErasureReasons.ErasureUnderWay, "an erasure of this customer's data is under way").With("erasure_id", holder);
}

/// <summary>Names of the lists that erasures stand in.</summary>
public static class ErasureLists
{
    public const string All = "erasures";

    public static string OfCustomer(string customer) => $"erasures/customer/{customer}";

    public static string On(ErasureStage stage) => $"erasures/stage/{stage}";
}
