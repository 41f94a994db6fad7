using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Replacements;

namespace Aftersales.Returns.Features;

/// <summary>Which pieces of an order the customer got instead of the first ones, replaced or exchanged (R-RET-9).</summary>
public sealed class Renewals(ReplacementBook replacements)
{
    /// <summary>The order with the latest of them at each line.</summary>
    public async Task<OrderFacts> Of(OrderFacts order, Call call)
    {
        var page = await replacements.List(call, ReplacementLists.Name("", null, order.OrderId), pageSize: 0, pageToken: "");
        var delivered = page.Rows.Select(row => row.State)
            .Where(replacement => replacement is { DeliveredAt: not null, Kind: not ReplacementKind.Part })
            .SelectMany(replacement => replacement.Lines, (replacement, line) => (line.LineId, New: new NewPieces(line.Quantity, replacement.DeliveredAt!.Value)))
            .ToLookup(line => line.LineId, line => line.New);
        return delivered.Count == 0
            ? order
            : order with { Lines = [.. order.Lines.Select(line => line with { Renewed = delivered[line.LineId].OrderBy(renewed => renewed.At).LastOrDefault() })] };
    }
}
