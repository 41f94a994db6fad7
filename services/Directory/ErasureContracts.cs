using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using NodaTime;
using Contract = Aftersales.Contracts.Directories;

namespace Aftersales.Directories;

/// <summary>Erasures in the contract's words.</summary>
internal static class ErasureContracts
{
    public static Contract.Erasure ToErasure(this Versioned<Erasure> erasure) => new()
    {
        ErasureId = erasure.Id,
        Version = erasure.Version,
        CustomerId = erasure.State.Customer,
        State = (Contract.ErasureState)erasure.State.Stage,
        PersonId = erasure.State.By,
        Reason = erasure.State.Reason,
        AskedTime = erasure.State.Asked.ToContract(),
        EndedTime = erasure.State.Ended?.ToContract(),
        Services = { erasure.State.Shares.Select(share => ToShare(share.Key, share.Value)) },
    };

    public static ErasureShare ToShare(this Contract.CustomerErasureAnswered told) => new(
        (ShareState)told.Share.State,
        told.Version,
        [.. told.Share.WaitsFor],
        told.Share.Erased,
        told.Share.Kept,
        [.. told.Share.KeptReasons],
        told.Share.AnsweredTime is { } time ? Instant.FromDateTimeOffset(time.ToDateTimeOffset()) : null);

    private static Contract.ErasureShare ToShare(string service, ErasureShare share) => new()
    {
        Service = service,
        State = (Contract.ErasureShareState)share.State,
        WaitsFor = { share.WaitsFor },
        Erased = share.Erased,
        Kept = share.Kept,
        KeptReasons = { share.KeptReasons },
        AnsweredTime = share.At?.ToContract(),
    };
}
