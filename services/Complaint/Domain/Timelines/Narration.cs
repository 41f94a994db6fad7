using System.Collections.Frozen;

namespace Aftersales.Complaints.Domain;

/// <summary>How each event of a case stands in its timeline, and whether its customer sees it: one row an event.</summary>
public static class Narration
{
    private static readonly FrozenDictionary<Type, Row> Rows = new Dictionary<Type, Row>
    {
        [typeof(CaseOpened)] = Shared<CaseOpened>(EntryKind.Intake, Opened, e => e.Description),
        [typeof(CaseRepeated)] = Shared<CaseRepeated>(EntryKind.Intake, _ => new("客户再次反映同一问题", "the customer reported it again"), e => e.Description),
        [typeof(EvidenceAdded)] = Shared<EvidenceAdded>(EntryKind.Intake, e => new($"上传照片{e.Evidence.Length}张", $"{e.Evidence.Length} photos added")),
        [typeof(ProofsTaken)] = Internal<ProofsTaken>(EntryKind.Query, e => new($"答复附照片{e.Proofs.Length}张", $"{e.Proofs.Length} photos came with an answer")),
        [typeof(CaseFiled)] = Internal<CaseFiled>(EntryKind.Intake, e => new($"照片保存至{Spoken.Time(e.EvidenceUntil).Zh}", $"photos are kept until {Spoken.Time(e.EvidenceUntil).En}")),
        [typeof(SurveyMade)] = Internal<SurveyMade>(EntryKind.Query, _ => new("已生成满意度调查", "a survey was made")),
        [typeof(EvidenceReleased)] = Internal<EvidenceReleased>(EntryKind.Intake, _ => new("照片不再保存", "photos are kept no longer")),
        [typeof(WordsForgotten)] = Internal<WordsForgotten>(EntryKind.Intake, _ => new("客户个人信息已删除", "the customer's personal data was erased")),
        [typeof(EvidenceForgotten)] = Internal<EvidenceForgotten>(EntryKind.Intake, e => new($"已删除照片{e.Evidence.Length}张", $"{e.Evidence.Length} photos deleted")),
        [typeof(EvidenceRead)] = Internal<EvidenceRead>(EntryKind.Disclosure, _ => new("查看照片", "a photo was looked at"), e => e.Purpose),
        [typeof(CaseReopened)] = Shared<CaseReopened>(EntryKind.Intake, _ => new("重新打开", "reopened"), e => e.Why),
        [typeof(CaseAssigned)] = Internal<CaseAssigned>(EntryKind.Assignment, e => To(e.Owner)),
        [typeof(CaseTaken)] = Internal<CaseTaken>(EntryKind.Assignment, e => To(e.By)),
        [typeof(CaseHandedOver)] = Internal<CaseHandedOver>(EntryKind.Assignment, e => To(e.To), e => e.Note),
        [typeof(CaseTakenOver)] = Internal<CaseTakenOver>(EntryKind.Assignment, e => To(e.By), e => e.Why),
        [typeof(CaseReclassified)] = Internal<CaseReclassified>(EntryKind.Intake, Corrected, e => e.Why),
        [typeof(CaseAttached)] = Internal<CaseAttached>(EntryKind.End, e => new($"并入{e.To}", $"goes on in {e.To}"), e => e.Why),
        [typeof(AttachmentConfirmed)] = Internal<AttachmentConfirmed>(EntryKind.End, e => new($"{e.To}已接收", $"{e.To} has everything")),
        [typeof(CaseJoined)] = Internal<CaseJoined>(EntryKind.Intake, e => new($"{e.Other}并入", $"{e.Other} goes on here")),
        [typeof(CaseEscalated)] = Internal<CaseEscalated>(EntryKind.Escalation, e => new($"升级至{e.Tier}", $"escalated to {e.Tier}"), e => e.Why ?? SealedText.Empty),
        [typeof(DemandRaised)] = Shared<DemandRaised>(EntryKind.Answer, e => Demanded(e.Demand), e => e.Demand.Wish),
        [typeof(SubmittedToPlatform)] = Internal<SubmittedToPlatform>(EntryKind.Escalation, e => new($"第{e.Submission.Number}次提交平台", $"submitted to the platform, number {e.Submission.Number}"), e => e.Submission.Position),
        [typeof(SubmissionConfirmed)] = Internal<SubmissionConfirmed>(EntryKind.Escalation, _ => new("平台已收到", "the platform has it")),
        [typeof(PlatformAsked)] = Internal<PlatformAsked>(EntryKind.Query, _ => new("已询问平台，尚无裁定", "the platform was asked and has not decided")),
        [typeof(PlatformWasSilent)] = Internal<PlatformWasSilent>(EntryKind.Clock, _ => new("平台逾期未裁定", "the platform did not decide in time")),
        [typeof(PlatformDecided)] = Internal<PlatformDecided>(EntryKind.Escalation, Decided, e => e.Decision.Reason),
        [typeof(MediationReferred)] = Internal<MediationReferred>(EntryKind.Escalation, _ => new("提交第三方调解", "referred to a mediator"), e => e.Mediation.ShopPosition),
        [typeof(PositionStated)] = Internal<PositionStated>(EntryKind.Escalation, _ => new("调解：一方已陈述", "a side stated its position to the mediator")),
        [typeof(PositionsClosed)] = Internal<PositionsClosed>(EntryKind.Clock, _ => new("调解：陈述期结束", "the time to state positions is over")),
        [typeof(MediatorWasSilent)] = Internal<MediatorWasSilent>(EntryKind.Clock, _ => new("调解人逾期未裁定", "the mediator did not decide in time")),
        [typeof(MediatorDecided)] = Internal<MediatorDecided>(EntryKind.Escalation, e => new($"调解裁定：{e.Mediation.Verdict}", $"the mediator decided: {Words.Of(e.Mediation.Verdict)}"), e => e.Mediation.Text),
        [typeof(MediationEnded)] = Internal<MediationEnded>(EntryKind.Escalation, e => new($"调解结束：{e.Mediation.Stage}", $"the mediation ended: {Words.Of(e.Mediation.Stage)}"), e => e.Mediation.Text),
        [typeof(OfferMade)] = Internal<OfferMade>(EntryKind.Offer, Offered),
        [typeof(OfferExpired)] = Internal<OfferExpired>(EntryKind.Offer, e => e.Clock is null ? new("方案被替换", "the offer was replaced") : new("方案到期", "the offer expired")),
        [typeof(OfferAccepted)] = Shared<OfferAccepted>(EntryKind.Answer, _ => new("客户接受方案", "the customer accepted the offer")),
        [typeof(OfferDeclined)] = Shared<OfferDeclined>(EntryKind.Answer, _ => new("客户不接受方案", "the customer declined the offer"), e => e.Wish),
        [typeof(FeedbackRecorded)] = Shared<FeedbackRecorded>(EntryKind.Answer, e => new($"客户评价{e.Satisfaction}分", $"the customer gave {e.Satisfaction} of 5"), e => e.Comment),
        [typeof(CaseWithdrawn)] = Shared<CaseWithdrawn>(EntryKind.Answer, _ => new("客户撤回", "the customer withdrew it")),
        [typeof(CustomerReminded)] = Internal<CustomerReminded>(EntryKind.Clock, e => new($"已提醒客户（{Words.Of(e.WaitsFor)}）", $"the customer was reminded ({Words.Of(e.WaitsFor)})")),
        [typeof(ClockBreached)] = Internal<ClockBreached>(EntryKind.Clock, Breach),
        [typeof(MessagePosted)] = Shared<MessagePosted>(EntryKind.Conversation, e => e.FromCustomer ? new("客户留言", "the customer wrote") : new("客服回复", "the shop answered"), e => e.Text),
        [typeof(ResponseGiven)] = Internal<ResponseGiven>(EntryKind.Clock, Answered),
        [typeof(ResponseBreached)] = Internal<ResponseBreached>(EntryKind.Clock, e => Overdue("回复", "an answer", e.HeldBy)),
        [typeof(PromiseMade)] = Shared<PromiseMade>(EntryKind.Promise, Promised, e => e.Promise.Note),
        [typeof(PromiseKept)] = Shared<PromiseKept>(EntryKind.Promise, _ => new("承诺已兑现", "a promise was kept")),
        [typeof(PromiseBroken)] = Internal<PromiseBroken>(EntryKind.Clock, e => Overdue("承诺", "a promise", e.HeldBy)),
        [typeof(PromisesPaused)] = Internal<PromisesPaused>(EntryKind.Clock, _ => new("等待客户，承诺时限暂停", "promises stand still while the customer is awaited")),
        [typeof(PromisesResumed)] = Internal<PromisesResumed>(EntryKind.Clock, _ => new("承诺时限继续", "promises run on")),
        [typeof(BreachesSettled)] = Internal<BreachesSettled>(EntryKind.Clock, _ => new("超时事项已处理", "what was overdue is no more")),
        [typeof(AlertAcknowledged)] = Internal<AlertAcknowledged>(EntryKind.Clock, e => new($"主管已知悉第{e.Breach}次超时", $"a supervisor has seen to breach {e.Breach}")),
        [typeof(ClocksStopped)] = Internal<ClocksStopped>(EntryKind.Clock, _ => new("收货地区受灾，时限顺延", "a disaster in the order's region stops the clocks")),
        [typeof(PlanStarted)] = Internal<PlanStarted>(EntryKind.Plan, _ => new("处理计划已建立", "the plan exists")),
        [typeof(PlanCancelled)] = Internal<PlanCancelled>(EntryKind.Plan, _ => new("放弃停滞的计划", "the stuck plan was given up"), e => e.Why),
        [typeof(PlanCalledOff)] = Internal<PlanCalledOff>(EntryKind.Plan, _ => new("停滞的计划已终止", "the stuck plan was called off")),
        [typeof(AttentionNeeded)] = Internal<AttentionNeeded>(EntryKind.Plan, _ => new("计划受阻，需人工处理", "the plan is stuck; a person has to look")),
        [typeof(AttentionEnded)] = Internal<AttentionEnded>(EntryKind.Plan, _ => new("计划继续执行", "the plan goes on")),
        [typeof(CorrectionAwaited)] = Internal<CorrectionAwaited>(EntryKind.Plan, _ => new("退款被退回更正", "the refund was sent back for correction")),
        [typeof(PaymentReversed)] = Internal<PaymentReversed>(EntryKind.Plan, _ => new("已付款项被退回", "money that had been paid came back")),
        [typeof(FactsPutRight)] = Internal<FactsPutRight>(EntryKind.News, _ => new("订单已恢复正常", "the order is all right again")),
        [typeof(NewsHeard)] = Internal<NewsHeard>(EntryKind.News, News),
        [typeof(CustomerTold)] = Shared<CustomerTold>(EntryKind.Message, e => Both.Same(Words.Of(e.Occasion))),
        [typeof(NoteAdded)] = Internal<NoteAdded>(EntryKind.Note, _ => new("内部备注", "internal note"), e => e.Note),
        [typeof(ViolationRisked)] = Internal<ViolationRisked>(EntryKind.Risk, e => new($"违规风险{e.Risk.Points}分", $"{e.Risk.Points} points at risk: {Words.Of(e.Risk.Violation)}")),
        [typeof(CaseResolved)] = Internal<CaseResolved>(EntryKind.End, _ => new("已全部办理完成", "everything that was agreed is done")),
        [typeof(CasePutRight)] = Internal<CasePutRight>(EntryKind.End, _ => new("订单恢复正常，结束", "ended: the order is all right again")),
        [typeof(FeedbackMissed)] = Internal<FeedbackMissed>(EntryKind.End, _ => new("客户未评价，结束", "ended: the customer did not say how it was")),
        [typeof(CaseRejected)] = Internal<CaseRejected>(EntryKind.End, _ => new("驳回", "rejected"), e => e.Why),
        [typeof(CaseExpired)] = Internal<CaseExpired>(EntryKind.End, _ => new("客户未回复，结束", "ended: the customer was silent")),
        [typeof(CustomerStated)] = Internal<CustomerStated>(EntryKind.Answer, _ => new("已记录客户说明", "what the customer said was taken down")),
        [typeof(OrderMoved)] = Internal<OrderMoved>(EntryKind.Query, _ => new("订单有新情况", "the order moved on")),
        [typeof(CaseAdvised)] = Internal<CaseAdvised>(EntryKind.Query, Advised),
        [typeof(QuestionNoted)] = Internal<QuestionNoted>(EntryKind.Query, e => Asked([e.Question])),
        [typeof(VerdictHeard)] = Internal<VerdictHeard>(EntryKind.Query, Heard),
        [typeof(CaseConcluded)] = Internal<CaseConcluded>(EntryKind.End, _ => new("已答复客户，无需处理", "the customer was told; nothing has to be remedied"), e => e.Told),
        [typeof(WordsRevealed)] = Internal<WordsRevealed>(EntryKind.Disclosure, e => new($"明文查看（{Words.Of(e.Purpose)}）", $"words of {e.Entry} were shown in clear ({Words.Of(e.Purpose)})")),
    }.ToFrozenDictionary();

    /// <summary>Events that have a row; a test holds them against those there are.</summary>
    public static IEnumerable<Type> Known => Rows.Keys;

    /// <summary>Events that customers see.</summary>
    public static IEnumerable<Type> ForCustomers => Rows.Where(row => row.Value.IsForCustomer).Select(row => row.Key);

    /// <summary>An event without a row is shown to staff by its name.</summary>
    public static Line Of(CaseEvent happened) => Rows.TryGetValue(happened.GetType(), out var row)
        ? row.Tell(happened)
        : new(EntryKind.Unspecified, false, Both.Same(happened.GetType().Name), SealedText.Empty);

    private static Row Shared<T>(EntryKind kind, Func<T, Both> summary, Func<T, SealedText>? words = null)
        where T : CaseEvent => new(true, e => new(kind, true, summary((T)e), words?.Invoke((T)e) ?? SealedText.Empty));

    private static Row Internal<T>(EntryKind kind, Func<T, Both> summary, Func<T, SealedText>? words = null)
        where T : CaseEvent => new(false, e => new(kind, false, summary((T)e), words?.Invoke((T)e) ?? SealedText.Empty));

    private static Both Opened(CaseOpened opened)
    {
        var problem = Spoken.Problem(opened.Type);
        return new($"受理：{problem.Zh}", $"opened: {problem.En}");
    }

    private static Both Corrected(CaseReclassified corrected)
    {
        var (from, to) = (Spoken.Problem(corrected.From), Spoken.Problem(corrected.Type));
        return new($"更正类型：{from.Zh}→{to.Zh}", $"corrected from {from.En} to {to.En}");
    }

    private static Both To(string? owner) => owner is null ? new("暂无人处理", "nobody has it") : new($"由{owner}处理", $"{owner} has it");

    private static Both Offered(OfferMade made)
    {
        var (offer, until) = (SpokenOffer.Of(made.Offer.Remedies), Spoken.Time(made.Offer.ValidUntil));
        return new($"提出方案：{offer.Zh}，{until.Zh}前有效", $"offered: {offer.En}, until {until.En}");
    }

    private static Both Demanded(Demand demand) => demand.Amount is { } amount && Spoken.Amount(amount) is var spoken
        ? new($"客户要求{spoken.Zh}", $"the customer demands {spoken.En}")
        : new("客户提出要求", "the customer demands something else");

    private static Both Decided(PlatformDecided decided) => decided.Decision.IsAccepted
        ? new($"平台裁定支持：{decided.Decision.Remedy}", $"the platform granted: {Words.Of(decided.Decision.Remedy)}")
        : new("平台裁定不支持", "the platform rejected the demand");

    private static Both Breach(ClockBreached breached) => new(
        $"{Words.Of(breached.WaitsFor)}超时，责任人{breached.HeldBy ?? "无"}", $"{Words.Of(breached.WaitsFor)} is overdue; held by {breached.HeldBy ?? "nobody"}");

    private static Both Advised(CaseAdvised advised) => advised.Asked.IsEmpty ? new("系统已评估", "the suite looked at it") : Asked(advised.Asked);

    private static Both Asked(ImmutableArray<CaseQuestion> questions)
    {
        var asked = string.Join(", ", questions.Select(q => $"{Words.Of(q.Party)}: {Words.Of(q.Kind)}"));
        return new($"已询问 {asked}", $"asked {asked}");
    }

    private static Both Heard(VerdictHeard heard)
    {
        var said = $"{Words.Of(heard.Question.Party)}: {Words.Of(heard.Question.Verdict)}";
        return heard.Question.Silent ? new($"逾期未答复，视为 {said}", $"silent, which counts as {said}") : new($"答复 {said}", $"answered {said}");
    }

    private static Both Overdue(string zh, string en, string? holder) => new($"{zh}超时，责任人{holder ?? "无"}", $"{en} is overdue; held by {holder ?? "nobody"}");

    private static Both Answered(ResponseGiven given) => given.Time is { } time
        ? new($"{time.Time.TotalSeconds:0}秒内回复", $"answered after {time.Time.TotalSeconds:0} s")
        : new("已回复", "answered");

    private static Both Promised(PromiseMade made)
    {
        var due = Spoken.Time(made.Promise.Due);
        var what = made.Promise.Kind switch
        {
            PromiseKind.CallBack => new Both("回电", "a call back"),
            PromiseKind.Answer => new("答复", "an answer"),
            _ => new("办理", "what the note says"),
        };
        return new($"承诺{due.Zh}前{what.Zh}", $"promised: {what.En} by {due.En}");
    }

    private static Both News(NewsHeard heard)
    {
        var facts = heard.Facts.Where(fact => fact.Value.Zh.Length > 0).ToList();
        return new(
            string.Join("，", facts.Select(fact => fact.Value.Zh).Prepend(Words.Of(heard.Occasion))),
            string.Join(", ", facts.Select(fact => fact.Value.En).Prepend(Words.Of(heard.Occasion))));
    }

    private sealed record Row(bool IsForCustomer, Func<CaseEvent, Line> Tell);
}
