using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Erasure = Aftersales.Directories.Domain.Erasure;

namespace Aftersales.Directories.Queries;

/// <summary>Erasures and where they stand, the latest first.</summary>
public sealed class ReadErasures(Aggregates<Erasure, CustomerErasureEvent> erasures)
{
    public async Task<GetErasureResponse> Handle(GetErasureRequest request, Call call) =>
        await erasures.Read(call.Merchant, request.ErasureId, call.Cancel) is { } found
            ? new() { Erasure = found.ToErasure() }
            : throw new RefusedException(new(ErasureReasons.ErasureNotFound, "no such erasure"));

    public async Task<ListErasuresResponse> Handle(ListErasuresRequest request, Call call)
    {
        var page = await erasures.List(call, ListOf(request), request.PageSize, request.PageToken, descending: true);
        return new()
        {
            Erasures = { page.Rows.Select(row => new Versioned<Erasure>(row.Aggregate, row.State, row.Version).ToErasure()) },
            NextPageToken = page.NextPageToken,
        };
    }

    private static string ListOf(ListErasuresRequest request) => (request.CustomerId, request.State) switch
    {
        ("", ErasureState.Unspecified) => ErasureLists.All,
        (var customer, ErasureState.Unspecified) => ErasureLists.OfCustomer(customer),
        ("", var state) => ErasureLists.On((ErasureStage)state),
        _ => throw new RefusedException(PlatformReasons.Invalid("customer_id", "at most one of customer_id and state is given")),
    };
}
