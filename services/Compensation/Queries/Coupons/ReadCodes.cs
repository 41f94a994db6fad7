using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using ImportedCode = Aftersales.Compensations.Domain.ImportedCode;

namespace Aftersales.Compensations.Queries;

/// <summary>Codes of another system, masked: nobody but a coupon's customer reads one.</summary>
public sealed class ReadCodes(Aggregates<ImportedCode, CodeEvent> codes, CouponCodes sealing)
{
    public async Task<ListCouponCodesResponse> Handle(ListCouponCodesRequest request, Call call)
    {
        var list = request.State == CouponCodeState.Unspecified ? CodeAggregate.All : CodeAggregate.Of((CodeStatus)request.State);
        var page = await codes.List(call, list, request.PageSize, request.PageToken);
        return new() { Codes = { page.Rows.Select(row => row.ToCode(sealing.Masked(row.State.Code.Ciphertext))) }, NextPageToken = page.NextPageToken };
    }
}
