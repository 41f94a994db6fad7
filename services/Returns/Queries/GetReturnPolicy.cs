using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns.Queries;

/// <summary>The policy in force as a customer can read it, made from the data that decides (R-RET-12).</summary>
public sealed class GetReturnPolicy(ReturnDesk desk)
{
    public Task<GetReturnPolicyResponse> Handle(GetReturnPolicyRequest request, Call call)
    {
        var policy = desk.Policy(call.Merchant);
        return Task.FromResult(new GetReturnPolicyResponse
        {
            Version = policy.Version,
            Clauses = { PolicyWords.All(policy).Select(c => new PolicyClause { ClauseId = c.Id, Rule = c.Rule, Text = c.Words.ToContract() }) },
            Reasons = { policy.Reasons.Select(Node) },
        });
    }

    private static Contracts.Returns.ReasonNode Node(Domain.ReasonNode node)
    {
        var told = new Contracts.Returns.ReasonNode { Code = node.Code, Title = new Words(node.Zh, node.En).ToContract() };
        if (!node.Children.IsEmpty)
        {
            told.Children.AddRange(node.Children.Select(child => Node(child.Under(node))));
            return told;
        }

        var leaf = Leaf.Of(node);
        told.Reason = (Contracts.Returns.ReturnReason)leaf.Reason;
        told.Fault = (Contracts.Returns.Fault)leaf.Fault;
        told.EvidenceCount = leaf.Evidence.Count;
        told.EvidenceKinds.AddRange(leaf.Evidence.Kinds);
        told.WindowDays = leaf.WindowDays ?? 0;
        told.Collection = (Contracts.Returns.Collection)(leaf.Collection ?? Domain.Collection.Undecided);
        told.CaseType = leaf.CaseType;
        return told;
    }
}
