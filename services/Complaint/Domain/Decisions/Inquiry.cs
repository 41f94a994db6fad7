namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>咨询: answered.</summary>
internal static class Inquiry
{
    private static readonly Saying Answered = new("§3 inquiry", "您的问题已答复，请问还有其他可以帮您的吗？", "Your question was answered. Is there anything else?");

    public static Advice On(Situation s) => Advice.None.Conclude(Answered);
}
