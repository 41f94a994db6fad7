using System.Text.RegularExpressions;

namespace Aftersales.Architecture;

/// <summary>What the source may not contain.</summary>
public sealed partial class SourceRulesTests
{
    [Fact]
    public void Domains_know_the_kernel_only() =>
        Lines("services", file => file.Contains("/Domain/", StringComparison.Ordinal), ForeignUsing()).ShouldBeEmpty();

    [Fact]
    public void Time_and_chance_come_from_outside() => Lines("services", _ => true, HiddenClock()).Concat(Lines("gateway", _ => true, HiddenClock())).ShouldBeEmpty();

    [Fact]
    public void Money_is_never_in_floating_point() => Lines("services", _ => true, FloatingMoney()).ShouldBeEmpty();

    // Complaint's are sealed: they may tell of customers.
    [Fact]
    public void An_event_that_keeps_a_persons_reason_in_clear_shows_it_in_the_trail() =>
        Lines("services", file => file.Contains("/Domain/", StringComparison.Ordinal) && !file.Contains("/Complaint/", StringComparison.Ordinal), HiddenReason()).ShouldBeEmpty();

    [Theory]
    [InlineData("public sealed record Revoked(string By, string Reason, Instant At) : GrantEvent;", true)]
    [InlineData("public sealed record Resolved(Instant At, string By, string Note) : ItemEvent(At);", true)]
    [InlineData("public sealed record Revoked(string By, string Reason, Instant At) : GrantEvent, IReasoned;", false)]
    [InlineData("public sealed record Cancelled(Instant At, string RefundId, string Reason) : RefundEvent(At, RefundId);", false)]
    public void The_rule_for_reasons_finds_what_it_should(string line, bool isHidden) => HiddenReason().IsMatch(line).ShouldBe(isHidden);

    [Theory]
    [InlineData("using Aftersales.Platform.Store;", true)]
    [InlineData("using Google.Protobuf;", true)]
    [InlineData("using Aftersales.Kernel;", false)]
    [InlineData("using NodaTime;", false)]
    public void The_rule_for_domains_finds_what_it_should(string line, bool isForeign) => ForeignUsing().IsMatch(line).ShouldBe(isForeign);

    [Theory]
    [InlineData("var now = DateTime.UtcNow;", true)]
    [InlineData("var id = Guid.NewGuid();", true)]
    [InlineData("task.Wait();", true)]
    [InlineData("time.GetUtcNow()", false)]
    public void The_rule_for_time_finds_what_it_should(string line, bool isHidden) => HiddenClock().IsMatch(line).ShouldBe(isHidden);

    [Theory]
    [InlineData("double refundAmount = 1;", true)]
    [InlineData("float rate", true)]
    [InlineData("CreateHistogram<double>(\"aftersales.call.duration\")", false)]
    public void The_rule_for_money_finds_what_it_should(string line, bool isFloating) => FloatingMoney().IsMatch(line).ShouldBe(isFloating);

    private static IEnumerable<string> Lines(string folder, Func<string, bool> where, Regex banned) =>
        from file in Source.Files(folder)
        where @where(file)
        from line in Source.Text(file).Split('\n')
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && banned.IsMatch(line)
        select $"{file}: {line.Trim()}";

    [GeneratedRegex(@"^using (static )?(\w+ = )?(Aftersales\.(Platform|Contracts)|Google|Grpc|Microsoft|System\.(Net|IO|Data)|Npgsql|Dapr)\b")]
    private static partial Regex ForeignUsing();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bGuid\.NewGuid\(|\bThread\.Sleep\(|\.Wait\(\)|\bnew Random\(|\bRandom\.Shared\b")]
    private static partial Regex HiddenClock();

    [GeneratedRegex(@"record \w+\([^)]*\bBy\b[^)]*\bstring (Reason|Note|Why)\b[^)]*\) : \w+Event(\([^)]*\))?;")]
    private static partial Regex HiddenReason();

    [GeneratedRegex(@"\b(double|float)\b[^;=(]*(amount|money|price|refund|cap|rate|fee|freight)", RegexOptions.IgnoreCase)]
    private static partial Regex FloatingMoney();
}
