using System.Net.Http.Json;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Simulators;
using Aftersales.Testing;
using NodaTime;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>The life of questions over the simulated parties' HTTP, and answered by people.</summary>
public sealed class QuestionFlowTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("parties-");
    private readonly HttpClient control = new();
    private SimulatorHost outside = null!;
    private World world = null!;

    private QuestionsService.QuestionsServiceClient Agent => As("agent-1", Role.AgentL1);

    public async Task InitializeAsync()
    {
        Time time = new();
        outside = await SimulatorHost.Start(new() { DataFolder = folder.FullName, Clock = time });
        control.BaseAddress = outside.Root;
        world = await World.Start(
            "postgres",
            ("Parties:Warehouse:Address", outside.Warehouse.ToString()),
            ("Parties:Courier:Address", outside.Courier.ToString()),
            ("Parties:Courier:TimeoutSeconds", "1"),
            ("Parties:Supplier:Address", outside.Supplier.ToString()),
            ("Parties:Platform:Address", outside.Platform.ToString()));
        time.Of = () => world.Service.Now;
    }

    public async Task DisposeAsync()
    {
        await world.DisposeAsync();
        await outside.DisposeAsync();
        control.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Questions_live_over_the_parties_systems()
    {
        // Several lives in one world: each is one order's.
        await A_question_opens_itself_is_reminded_and_lapses_and_what_comes_late_changes_nothing("o-silent");
        await An_answer_after_an_unknown_call_is_found_and_counts_once("o-unknown");
        await A_party_that_refuses_is_answered_for_by_a_person("o-refused");
        await A_case_that_is_over_asks_nobody_any_more("o-over");
        await The_clock_of_a_case_runs_on_while_a_courier_is_asked("o-clock");
        await What_left_meanwhile_needs_nobody_to_be_asked_whether_it_can("o-left");
    }

    [Fact]
    public async Task Questions_to_a_party_without_a_system_are_a_work_list()
    {
        var opened = await Open("o-hand", Wire.CaseType.PromiseBreach);
        await world.Service.Drain();
        var asked = (await Agent.ListQuestionsAsync(new() { Party = QuestionParty.Merchandising, ByHand = true })).Questions.ShouldHaveSingleItem();
        (asked.CaseId, asked.Kind, asked.State, asked.AskedBy).ShouldBe((opened.CaseId, QuestionKind.Page, QuestionState.Open, "complaint"));

        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var watched = Agent.WatchQuestions(new() { Party = QuestionParty.Merchandising, ByHand = true }, cancellationToken: end.Token);
        (await watched.ResponseStream.MoveNext(end.Token)).ShouldBeTrue();
        watched.ResponseStream.Current.Changed.ShouldHaveSingleItem().QuestionId.ShouldBe(asked.QuestionId);

        (await World.RefusedWith(Agent.AnswerQuestionAsync(Answering(asked, QuestionVerdict.Lost)))).Info!.Reason.ShouldBe("VERDICT_NOT_ALLOWED");
        (await World.Refused(As("picker-1", Role.Warehouse).AnswerQuestionAsync(Answering(asked, QuestionVerdict.PageWrong)))).ShouldBe("QUESTION_NOT_YOURS");
        (await World.Refused(As("picker-1", Role.Warehouse).ListQuestionsAsync(new() { Party = QuestionParty.Courier }))).ShouldBe("QUESTION_NOT_YOURS");

        var answer = Answering(asked, QuestionVerdict.PageWrong, "促销页写错了");
        var answered = (await Agent.AnswerQuestionAsync(answer)).Question;
        (answered.State, answered.Answer.Text, answered.Answer.AnsweredBy).ShouldBe((QuestionState.Answered, "促销页写错了", "agent-1"));
        (await Agent.AnswerQuestionAsync(answer)).Question.ShouldBe(answered);
        do
            (await watched.ResponseStream.MoveNext(end.Token)).ShouldBeTrue();
        while (watched.ResponseStream.Current.Removed.Count == 0);

        // Another one contradicts: refused, and yet kept, once.
        var other = Answering(asked, QuestionVerdict.PageCorrect);
        var senior = As("senior-1", Role.AgentL2);
        for (var i = 0; i < 2; i++)
            (await World.RefusedWith(senior.AnswerQuestionAsync(other))).Info!.Metadata["verdict"].ShouldBe("PAGE_WRONG");
        var kept = (await Agent.GetQuestionAsync(new() { QuestionId = asked.QuestionId })).Question;
        kept.LateAnswers.ShouldHaveSingleItem().AnsweredBy.ShouldBe("senior-1");

        await world.Service.Drain();
        (await world.Case(opened.CaseId)).ResponsibleParty.ShouldBe(ResponsibleParty.Merchandising);
    }

    [Fact]
    public async Task Photos_that_come_with_answers_are_the_staff_s_to_see_and_what_nobody_takes_is_deleted()
    {
        var opened = await Open("o-proof", Wire.CaseType.PromiseBreach);
        await world.Service.Drain();
        var asked = (await Agent.ListQuestionsAsync(new() { CaseId = opened.CaseId })).Questions.ShouldHaveSingleItem();
        var (counts, late, idle) = (await Photo(1), await Photo(2), await Photo(3));
        var files = Files();

        var answer = Answering(asked, QuestionVerdict.PageWrong);
        answer.EvidenceIds.Add(counts);
        await Agent.AnswerQuestionAsync(answer);
        answer = Answering(asked, QuestionVerdict.PageCorrect);
        answer.EvidenceIds.Add(late);
        (await World.Refused(As("senior-1", Role.AgentL2).AnswerQuestionAsync(answer))).ShouldBe("QUESTION_CLOSED");
        await world.Service.Drain();

        var staff = world.Service.Client(invoker => new EvidenceService.EvidenceServiceClient(invoker), World.Merchant, "agent-1", Role.AgentL1);
        var customer = world.Service.Client(invoker => new EvidenceService.EvidenceServiceClient(invoker), World.Merchant, World.Buyer, Role.Customer);
        (await staff.ListEvidenceAsync(new() { CaseId = opened.CaseId })).Evidence.Select(proof => (proof.Evidence.EvidenceId, proof.QuestionId, proof.State))
            .ShouldBe([(counts, asked.QuestionId, EvidenceState.Available), (late, asked.QuestionId, EvidenceState.Available)]);
        (await customer.ListEvidenceAsync(new() { CaseId = opened.CaseId })).Evidence.ShouldBeEmpty();
        using (var download = staff.DownloadEvidence(new() { RequestId = World.NewId(), CaseId = opened.CaseId, EvidenceId = counts, Purpose = "judging the answer" }))
            (await download.ResponseStream.MoveNext(default)).ShouldBeTrue();

        await world.Service.Advance(Duration.FromDays(8));
        Files().ShouldBe(files - 1, "nobody took the third");
        await world.Service.Drain();
        (await World.Refused(Agent.AnswerQuestionAsync(With(asked, idle)))).ShouldBe("EVIDENCE_NOT_FOUND");

        Task<string> Photo(byte n) => world.Upload([.. World.Jpeg, n]);
        int Files() => System.IO.Directory.GetFiles(world.Folder, "*", SearchOption.AllDirectories).Length;
    }

    private static AnswerQuestionRequest With(Wire.Question asked, string photo)
    {
        var answer = Answering(asked, QuestionVerdict.PageWrong);
        answer.EvidenceIds.Add(photo);
        return answer;
    }

    [Fact]
    public async Task Agents_ask_more_than_the_table_does()
    {
        var opened = await Open("o-more", Wire.CaseType.Damaged);
        var ask = new AskQuestionRequest
        {
            RequestId = World.NewId(),
            CaseId = opened.CaseId,
            Party = QuestionParty.Courier,
            Kind = QuestionKind.ParcelLocation,
            TrackingNo = "SF1",
            Note = "客户说外箱已湿",
        };
        await control.PutAsJsonAsync("courier/scripts/PARCEL_LOCATION/o-more", new { answers = new[] { new { verdict = "DAMAGED", text = "雨中掉落" } } });
        var asked = (await Agent.AskQuestionAsync(ask)).Question;
        (await Agent.AskQuestionAsync(ask)).Question.ShouldBe(asked);
        await world.Service.Drain();

        var question = (await Agent.ListQuestionsAsync(new() { CaseId = opened.CaseId })).Questions.ShouldHaveSingleItem();
        (question.State, question.Answer.Verdict, question.Answer.Text, question.TrackingNo).ShouldBe((QuestionState.Answered, QuestionVerdict.Damaged, "雨中掉落", "SF1"));
        ask.RequestId = World.NewId();
        ask.Party = QuestionParty.Supplier;
        (await World.RefusedWith(Agent.AskQuestionAsync(ask))).Info!.ShouldSatisfyAllConditions(
            info => info.Reason.ShouldBe("QUESTION_NOT_ASKED"),
            info => info.Metadata["allowed"].ShouldBe("COURIER"));
        (await World.Refused(Agent.GetQuestionAsync(new() { QuestionId = "qst_none" }))).ShouldBe("QUESTION_NOT_FOUND");
    }

    private async Task A_question_opens_itself_is_reminded_and_lapses_and_what_comes_late_changes_nothing(string order)
    {
        var opened = await Open(order, Wire.CaseType.ShortPick);
        await world.Service.Drain();
        var asked = await Only(opened);
        (asked.State, asked.ByHand, asked.DueTime.ToDateTimeOffset() - asked.AskedTime.ToDateTimeOffset()).ShouldBe((QuestionState.Open, false, TimeSpan.FromHours(4)));
        asked.Goods.ShouldHaveSingleItem().Sku.ShouldBe("CUP");
        (await Calls("warehouse.question.ask", asked)).ShouldBe(1);

        await world.Service.Advance(Duration.FromHours(2));
        (await Only(opened)).Reminders.ShouldBe(1);
        (await Calls("warehouse.question.remind", asked)).ShouldBe(1);

        await world.Service.Advance(Duration.FromHours(2));
        var silent = await Only(opened);
        (silent.State, silent.Answer.Verdict, silent.Answer.AnsweredBy).ShouldBe((QuestionState.Silent, QuestionVerdict.NotRestocked, "silence"));
        (await world.Case(opened.CaseId)).ResponsibleParty.ShouldBe(ResponsibleParty.Warehouse);

        await control.PostAsJsonAsync($"warehouse/questions/{asked.QuestionId}/answers", new { answer_no = "late-1", verdict = "RESTOCKED", text = "到货了" });
        await world.Service.Advance(Duration.FromDays(1));
        var late = await Only(opened);
        (late.State, late.Answer.Verdict, late.LateAnswers.ShouldHaveSingleItem().Verdict).ShouldBe((QuestionState.Silent, QuestionVerdict.NotRestocked, QuestionVerdict.Restocked));
    }

    private async Task An_answer_after_an_unknown_call_is_found_and_counts_once(string order)
    {
        await control.PutAsJsonAsync($"courier/scripts/PARCEL_LOCATION/{order}", new
        {
            answers = new object[] { new { verdict = "UNDER_WAY", after_seconds = 60 }, new { verdict = "LOST", after_seconds = 120 } },
        });
        // The courier took it and the answer was lost on the way.
        await control.PostAsJsonAsync("faults", new { operation = "courier.question.ask", kind = "TIMEOUT_AFTER", delay_ms = 1500 });
        var opened = await Open(order, Wire.CaseType.NotDelivered);
        await world.Service.Drain();
        var asked = await Only(opened);
        asked.State.ShouldBe(QuestionState.Open);
        (await Calls("courier.question.ask", asked)).ShouldBe(1);

        await world.Service.Advance(Duration.FromMinutes(10));
        var answered = await Only(opened);
        (answered.State, answered.Answer.Verdict).ShouldBe((QuestionState.Answered, QuestionVerdict.UnderWay));
        answered.LateAnswers.ShouldHaveSingleItem().Verdict.ShouldBe(QuestionVerdict.Lost);
    }

    private async Task A_party_that_refuses_is_answered_for_by_a_person(string order)
    {
        await control.PutAsJsonAsync($"platform/scripts/SHIPPING/{order}", new { refuse = "NOT_OUR_ORDER" });
        var opened = await Open(order, Wire.CaseType.Oversold);
        await world.Service.Drain();
        var asked = await Only(opened);
        (asked.ByHand, asked.State).ShouldBe((true, QuestionState.Open));
        await As("judge-1", Role.Platform).AnswerQuestionAsync(Answering(asked, QuestionVerdict.Unshippable));
        await world.Service.Drain();
        (await world.Case(opened.CaseId)).ResponsibleParty.ShouldBe(ResponsibleParty.PlatformSystem);
    }

    private async Task A_case_that_is_over_asks_nobody_any_more(string order)
    {
        var opened = await Open(order, Wire.CaseType.MissingItem);
        await world.Service.Drain();
        await world.Customer.WithdrawCaseAsync(new() { RequestId = World.NewId(), CaseId = opened.CaseId });
        await world.Service.Drain();
        var asked = await Only(opened);
        asked.State.ShouldBe(QuestionState.Withdrawn);
        (await World.Refused(Agent.AnswerQuestionAsync(Answering(asked, QuestionVerdict.Short)))).ShouldBe("QUESTION_CLOSED");
        (await World.Refused(Agent.WithdrawQuestionAsync(new() { RequestId = World.NewId(), QuestionId = (await An_answered_question()).QuestionId }))).ShouldBe("QUESTION_CLOSED");
    }

    private async Task What_left_meanwhile_needs_nobody_to_be_asked_whether_it_can(string order)
    {
        var opened = await Open(order, Wire.CaseType.LateDispatch);
        await world.Service.Drain();
        (await Only(opened)).ShouldSatisfyAllConditions(asked => asked.Kind.ShouldBe(QuestionKind.Shipping), asked => asked.State.ShouldBe(QuestionState.Open));

        var left = World.Snapshot(order);
        (left.Version, left.DispatchedTime) = (2, Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(world.Service.Now.ToDateTimeOffset()));
        await world.Deliver(new Contracts.Tracking.OrderChanged { Order = left }, "tracking");
        await world.Service.Drain();
        (await Only(opened)).State.ShouldBe(QuestionState.Withdrawn);

        // Told again, or too late: nothing happens.
        var version = (await world.Case(opened.CaseId)).Version;
        await world.Deliver(new Contracts.Tracking.OrderChanged { Order = left }, "tracking");
        await world.Deliver(new Contracts.Tracking.OrderChanged { Order = World.Snapshot(order) }, "tracking");
        await world.Service.Drain();
        (await world.Case(opened.CaseId)).Version.ShouldBe(version);
    }

    /// <summary>R-CLK-3: waiting for a courier stops no clock.</summary>
    private async Task The_clock_of_a_case_runs_on_while_a_courier_is_asked(string order)
    {
        var opened = await Open(order, Wire.CaseType.AbnormalSignoff);
        await world.Service.Drain();
        (await Only(opened)).State.ShouldBe(QuestionState.Open);
        (await world.Case(opened.CaseId)).Clock.ShouldBe(opened.Clock);

        // A courier who cannot say who signed is at fault, and complained of once.
        await control.PostAsJsonAsync($"courier/questions/{(await Only(opened)).QuestionId}/answers", new { answer_no = "a-1", verdict = "SIGNER_UNKNOWN" });
        await world.Service.Advance(Duration.FromMinutes(10));
        (await world.Case(opened.CaseId)).ResponsibleParty.ShouldBe(ResponsibleParty.Courier);
        var tasks = world.Service.Client(invoker => new TaskService.TaskServiceClient(invoker), World.Merchant, "agent-1", Role.AgentL1);
        (await tasks.ListTasksAsync(new() { CaseId = opened.CaseId })).Tasks.ShouldHaveSingleItem().Kind.ShouldBe(TaskKind.CourierComplaint);
    }

    private async Task<Wire.Question> An_answered_question() =>
        (await Agent.ListQuestionsAsync(new() { CaseId = (await world.Agent.ListCasesAsync(new() { OrderId = "o-unknown" })).Cases[0].CaseId })).Questions[0];

    private async Task<Wire.Case> Open(string order, Wire.CaseType type)
    {
        var snapshot = World.Snapshot(order);
        snapshot.Lines[0].Sku = "CUP";
        await world.Deliver(new Contracts.Tracking.OrderChanged { Order = snapshot }, "tracking");
        var request = World.Opening(type, World.Line("1", 1));
        request.OrderId = order;
        return (await world.Customer.OpenCaseAsync(request)).Case;
    }

    private async Task<Wire.Question> Only(Wire.Case of) => (await Agent.ListQuestionsAsync(new() { CaseId = of.CaseId })).Questions.ShouldHaveSingleItem();

    private async Task<int> Calls(string operation, Wire.Question question)
    {
        var calls = await control.GetFromJsonAsync<System.Text.Json.JsonElement>($"calls?operation={operation}&number={question.QuestionId}");
        return calls.GetProperty("calls").GetArrayLength();
    }

    private static AnswerQuestionRequest Answering(Wire.Question asked, QuestionVerdict verdict, string text = "") =>
        new() { RequestId = World.NewId(), QuestionId = asked.QuestionId, Verdict = verdict, Text = text };

    private QuestionsService.QuestionsServiceClient As(string person, Role role) =>
        world.Service.Client(invoker => new QuestionsService.QuestionsServiceClient(invoker), World.Merchant, person, role);

    /// <summary>The parties live in the service's time.</summary>
    private sealed class Time : TimeProvider
    {
        public Func<Instant> Of { get; set; } = SystemClock.Instance.GetCurrentInstant;

        public override DateTimeOffset GetUtcNow() => Of().ToDateTimeOffset();
    }
}
