using Aftersales.Complaints.Domain;

namespace Aftersales.Complaints;

/// <summary>Names of the lists that cases stand in.</summary>
public static class CaseLists
{
    public const string All = "cases";

    public static string OfOwner(string owner) => $"owner/{owner}";

    public static string OfCustomer(string customer) => $"customer/{customer}";

    public static string OfOrder(string order) => $"order/{order}";

    /// <summary>Cases of a tier that nobody owns.</summary>
    public static string Vacant(Tier tier) => $"vacant/{tier}";

    /// <summary>Cases that keep a photo from being deleted.</summary>
    public static string WithEvidence(string evidence) => $"evidence/{evidence}";

    /// <summary>Those of one type, as people with the skill see them.</summary>
    public static string Queue(Tier tier, CaseType type) => $"vacant/{tier}/{type}";

    /// <summary>Cases that wait for the platform's decision.</summary>
    public const string Submitted = "submitted";

    /// <summary>Cases that risk points in a month, as in <c>2026-06</c> (handbook §9).</summary>
    public static string Exposed(string month) => $"exposed/{month}";

    /// <summary>The same list, of one stage only.</summary>
    public static string On(this string list, CaseStage stage) => stage == CaseStage.Unspecified ? list : $"{list}:{stage}";

    /// <summary>Counter of a person's open cases and tasks (R-CASE-5).</summary>
    public static string LoadOf(string owner) => $"load/{owner}";

    /// <summary>Claim of the one open case about an order and problem (R-CASE-2).</summary>
    public static string Problem(string order, string problem) => $"case/{order}/{problem}";
}
