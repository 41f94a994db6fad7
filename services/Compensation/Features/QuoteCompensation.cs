using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Calls;

namespace Aftersales.Compensations.Features;

/// <summary>What may be offered for a case; nothing is written.</summary>
public sealed class QuoteCompensation(Situations situations)
{
    public async Task<QuoteCompensationResponse> Handle(QuoteCompensationRequest request, Call call)
    {
        var situation = await situations.Of(call, request.OrderId, (Cause)request.Cause);
        var by = call.Caller.ToDecider();
        var quote = Quoter.Of(new(request.OrderId, (Cause)request.Cause, (Part)request.Part, request.Lines.ToPieces(situation.Order)), by, situation);
        return new()
        {
            Options = { quote.ToOptions() },
            MoreFrom = quote.MoreFrom() is { } tier ? tier.ToTier() : Contracts.Tier.Unspecified,
            Explanation = quote.ToExplanation(situation),
        };
    }
}
