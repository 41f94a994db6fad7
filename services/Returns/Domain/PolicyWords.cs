using System.Globalization;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>Two texts that say the same.</summary>
public sealed record Words(string Zh, string En);

/// <summary>The policy in words, made from its own numbers so that both cannot part (R-RET-12).</summary>
public static class PolicyWords
{
    /// <summary>The words of one rule.</summary>
    public static Words Of(string ruleId, ReturnPolicy p) => All(p).First(c => c.Id == ruleId).Words;

    /// <summary>Everything, in the order of a return's life.</summary>
    public static IEnumerable<(string Id, string Rule, Words Words)> All(ReturnPolicy p) =>
    [
        (RuleIds.Bought, "R-RET-2", new("可退数量不超过购买数量。", "No more pieces can be returned than were bought.")),
        (RuleIds.Free, "R-RET-2", new("同一件商品同时只能参与一次退货、退款或补发。", "A piece is in one return, refund or replacement at a time.")),
        (RuleIds.Delivered, "R-RET-1", new("签收后可申请退货；未签收的商品可在配送时拒收。", "Goods can be returned once they were signed for; before that they can be refused at the door.")),
        (RuleIds.Category, "R-RET-1", new(
            $"以下商品不支持无理由退货：{string.Join("、", p.Exclusions.Select(e => e.Zh))}。",
            $"These cannot be returned without a reason: {string.Join(", ", p.Exclusions.Select(e => e.En))}.")),
        (RuleIds.Window, "R-RET-1", new(
            $"申请期限自签收次日起算：{string.Join("，", Windows(p).Select(w => $"{w.Zh} {w.Days} 天"))}；易腐商品 {p.PerishableHours} 小时。",
            $"Counted from the day after signing: {string.Join(", ", Windows(p).Select(w => $"{w.En}: {w.Days} days"))}; perishable goods {p.PerishableHours} hours.")),
        (RuleIds.Settled, "R-RET-1", p.RefusedOnceSettled.IsEmpty
            ? new("交易成功后，在申请期限内仍可退货。", "Within these times goods can be returned even after the order was settled.")
            : new("部分原因仅限交易成功前申请。", "Some reasons count only until the order is settled.")),
        (RuleIds.Sound, "R-RET-1", new("无理由退货的商品须完好、未使用、配件及包装齐全。", "Without a reason, goods come back complete, unused and in their packaging.")),
        (RuleIds.Evidence, "R-RET-4", new(
            $"以下情况须提供照片：{string.Join("、", p.Reasons.Where(NeedsPhotos).Select(r => r.Zh))}。",
            $"Photos are needed for: {string.Join(", ", p.Reasons.Where(NeedsPhotos).Select(r => r.En))}.")),
        ("review", "R-RET-3", new("退货申请当日审核。", "Requests are reviewed on the day they arrive.")),
        ("collection", "R-RET-4", new(
            $"退货在审核通过后 {p.PickupDays} 天内上门取件；自行寄回请在 {p.ShipDays} 天内寄出；单价不超过 {Yuan(p.NotCollectedUpTo)} 元的错发商品、以及损坏无法再售的商品无需寄回。",
            $"Goods are collected within {p.PickupDays} days of approval, or sent by the customer within {p.ShipDays} days. Wrong goods of a unit price up to CNY {Yuan(p.NotCollectedUpTo)} and goods damaged beyond resale need not come back.")),
        ("pickup", "R-RET-4", new(
            $"快递于 {Hours(p.Pickup)} 上门；可提前 {p.Pickup.LeadHours} 小时改约，最多 {p.Pickup.Reschedules} 次，且不晚于取件期限；上门 {p.Pickup.Attempts} 次未取到件的由客服联系处理。",
            $"The courier comes between {Hours(p.Pickup)}. Until {p.Pickup.LeadHours} hours ahead another time can be chosen, {p.Pickup.Reschedules} times and within the days of collection; after {p.Pickup.Attempts} failed attempts an agent sees to it.")),
        ("advance", "R-RET-5", new(
            $"{p.PickupDays} 天内未能取件的，先行退款。", $"Where goods are not collected within {p.PickupDays} days, the refund is paid in advance.")),
        ("freight", "R-RET-6", new(
            "因商家、快递或商品质量原因退货，运费由商家承担；无理由退货及因买家原因退货，运费由买家承担并从退款中扣除；混合退货按件数分摊。",
            "The way back is free where the merchant, the courier or the goods are at fault. Without a reason, or by the buyer's mistake, the buyer pays it out of the refund; in a mixed return by the number of pieces.")),
        ("fee", "R-RET-9", p.Fee.Rate == Percent.Of(0)
            ? new("不收取退货手续费。", "There is no return fee.")
            : new($"无理由退货收取实付金额 {p.Fee.Rate} 的手续费，最高 {Yuan(p.Fee.Cap)} 元，提交前会显示并须确认。", $"Returns without a reason cost {p.Fee.Rate} of what was paid, at most CNY {Yuan(p.Fee.Cap)}; shown and confirmed before the request.")),
        ("freight_collect", "R-RET-10", new("未经商家同意的到付包裹将被拒收。", "Freight-collect parcels are refused unless the merchant agreed to it.")),
        ("dispute", "R-RET-3", new(
            $"对验货结果有异议的，可在 {p.DisputeDays} 天内提出，{p.ResolutionDays} 天内答复。",
            $"A refusal at inspection can be disputed within {p.DisputeDays} days and is decided within {p.ResolutionDays}.")),
    ];

    private static IEnumerable<(string Zh, string En, int Days)> Windows(ReturnPolicy p) =>
        p.Reasons.Select(r => (r.Zh, r.En, r.Leaves().Select(l => l.WindowDays).Min())).Where(w => w.Item3 is not null).Select(w => (w.Zh, w.En, w.Item3!.Value));

    private static string Hours(PickupTerms pickup) => string.Create(CultureInfo.InvariantCulture, $"{pickup.From:HH:mm}–{pickup.To:HH:mm}");

    private static bool NeedsPhotos(ReasonNode root) => root.Leaves().Any(leaf => leaf.Evidence.Count > 0);

    private static string Yuan(Money amount) => (amount.Minor / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}
