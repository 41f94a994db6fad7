namespace Aftersales.Complaints.Domain;

/// <summary>What is offered, as a message says it; nothing personal of it.</summary>
public static class SpokenOffer
{
    public static Both Of(ImmutableArray<Remedy> remedies)
    {
        var spoken = remedies.Select(Of).ToList();
        return new(string.Join("；", spoken.Select(one => one.Zh)), string.Join("; ", spoken.Select(one => one.En)));
    }

    private static Both Of(Remedy remedy)
    {
        var goods = Spoken.Pieces(remedy.Goods);
        return remedy switch
        {
            ReturnRemedy => new($"退货退款（{goods.Zh}）", $"a refund once the goods are returned ({goods.En})"),
            RefundRemedy r => Refund(r, goods),
            CompensationRemedy c => Of(c),
            ReplacementRemedy => new($"补发商品（{goods.Zh}）", $"a replacement ({goods.En})"),
            ExchangeRemedy => new($"换货（{goods.Zh}）", $"an exchange ({goods.En})"),
            PartRemedy p => Part(p),
            RepairRemedy => new($"维修或修改（{goods.Zh}）", $"a repair or alteration ({goods.En})"),
            InvoiceRemedy => new("开具发票", "an invoice"),
            _ => throw new InvalidOperationException($"unknown remedy {remedy.GetType().Name}"),
        };
    }

    private static Both Refund(RefundRemedy refund, Both goods)
    {
        var freight = refund.Freight is { } paid ? Spoken.Amount(paid) : null;
        return (refund.Goods.IsEmpty, freight) switch
        {
            (true, { } only) => new($"退还运费{only.Zh}", $"a refund of the freight, {only.En}"),
            (_, { } more) => new($"退款（{goods.Zh}）并退还运费{more.Zh}", $"a refund ({goods.En}) and of the freight, {more.En}"),
            _ => new($"退款（{goods.Zh}），无需退货", $"a refund ({goods.En}) without sending anything back"),
        };
    }

    private static Both Of(CompensationRemedy compensation)
    {
        var amount = Spoken.Amount(compensation.Amount);
        return compensation.Grant switch
        {
            GrantKind.Coupon => new($"{amount.Zh}优惠券", $"a coupon of {amount.En}"),
            GrantKind.Cash => new($"{amount.Zh}现金补偿", $"{amount.En} in cash"),
            GrantKind.Gift => new($"赠品（{compensation.Gift}）", $"a gift ({compensation.Gift})"),
            GrantKind.PriceDifference => new($"退还差价{amount.Zh}", $"a refund of the price difference, {amount.En}"),
            GrantKind.Freight => new($"退还运费{amount.Zh}", $"a refund of the freight, {amount.En}"),
            _ => throw new InvalidOperationException($"unknown grant {compensation.Grant}"),
        };
    }

    private static Both Part(PartRemedy remedy)
    {
        var goods = Spoken.Pieces([remedy.Piece]);
        return new($"补寄配件{remedy.Part}（{goods.Zh}）", $"the part \"{remedy.Part}\" ({goods.En})");
    }
}
