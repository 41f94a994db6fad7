using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Directories.Queries;

/// <summary>Messages and where they stand, the newest first.</summary>
public sealed class ReadDelivery(Aggregates<Outgoing, DeliveryEvent> messages)
{
    public async Task<ListMessagesResponse> Handle(ListMessagesRequest request, Call call)
    {
        var page = await messages.List(call, ListOf(request), request.PageSize, request.PageToken, descending: true);
        return new() { Messages = { page.Rows.Select(row => row.State.ToMessage(row.Version)) }, NextPageToken = page.NextPageToken };
    }

    private static string ListOf(ListMessagesRequest request) => (request.CustomerId, request.CaseId, request.State) switch
    {
        ("", "", MessageState.Unspecified) => MessageLists.All,
        ({ Length: > 0 } customer, "", MessageState.Unspecified) => MessageLists.OfCustomer(customer),
        ("", { Length: > 0 } about, MessageState.Unspecified) => MessageLists.OfCase(about),
        ("", "", var state) => MessageLists.On((DeliveryStage)state),
        _ => throw new RefusedException(PlatformReasons.Invalid("customer_id", "at most one of customer_id, case_id and state is given")),
    };
}
