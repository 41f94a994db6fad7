using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Aftersales.Complaint.Tests.Service.World;
using Client = Aftersales.Contracts.Complaints.SurveyService.SurveyServiceClient;
using Tasks = Aftersales.Contracts.Complaints.TaskService.TaskServiceClient;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Surveys over real sockets (R-QLT-4).</summary>
public class SurveyFlowTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_QLT_4_the_customer_of_a_closed_case_is_asked_once_for_each_closing(string database)
    {
        await using var world = await World.Start(database, ("Survey:LinkPage", "https://shop.example/how?t={token}"));
        var (owner, stranger, desk) = (As(world, Buyer, Role.Customer), As(world, "buyer-2", Role.Customer), As(world, "senior-1", Role.AgentL2));

        // Closed without a word: a link goes out, and whoever holds it answers.
        var first = await Closed(world);
        var asked = world.Service.Last<SurveyAsked>().Survey;
        (asked.CaseId, asked.State, (await world.Case(first)).SurveyId).ShouldBe((first, SurveyState.Waiting, asked.SurveyId));
        var link = await owner.GetSurveyLinkAsync(new() { SurveyId = asked.SurveyId });
        (link.LinkToken.Length, link.Url).ShouldBe((26, $"https://shop.example/how?t={link.LinkToken}"));
        (await desk.GetSurveyLinkAsync(new() { SurveyId = asked.SurveyId })).LinkToken.ShouldBe(link.LinkToken);
        var message = world.Service.Published.Last(e => e.Type == CustomerNotified.Descriptor.FullName);
        message.Json.ShouldNotContain(link.LinkToken);
        var directory = world.Service.PeerClient(invoker => new MessageService.MessageServiceClient(invoker), "directory", Merchant, "directory");
        (await directory.GetMessageAsync(new() { MessageId = message.Data<CustomerNotified>().MessageId })).Text.En.ShouldEndWith($"\n{link.Url}");
        var state = (await world.Service.Services.GetRequiredService<IStore>().Load(Merchant, "survey", asked.SurveyId, null, CancellationToken.None)).State!;
        state.ShouldNotContain(link.LinkToken);
        (await stranger.GetLinkedSurveyAsync(new() { LinkToken = link.LinkToken })).Survey.CaseType.ShouldBe(CaseType.MissingItem);
        var answer = new AnswerLinkedSurveyRequest { RequestId = NewId(), LinkToken = link.LinkToken, Score = 2, Comment = "我叫王小明，太慢了" };
        (await stranger.AnswerLinkedSurveyAsync(answer)).Survey.State.ShouldBe(SurveyState.Answered);
        (await stranger.AnswerLinkedSurveyAsync(answer)).Survey.State.ShouldBe(SurveyState.Answered);
        (await Refused(owner.AnswerSurveyAsync(new() { RequestId = NewId(), SurveyId = asked.SurveyId, Score = 5 }))).ShouldBe("SURVEY_STATE_INVALID");
        (await desk.GetSurveyAsync(new() { SurveyId = asked.SurveyId })).Survey.Comment.ShouldBe("我叫王小明，太慢了");
        (await world.Service.Services.GetRequiredService<IStore>().Load(Merchant, "survey", asked.SurveyId, null, CancellationToken.None)).State!.ShouldNotContain("王小明");
        (await Refused(stranger.GetSurveyAsync(new() { SurveyId = asked.SurveyId }))).ShouldBe("SURVEY_NOT_FOUND");
        (await Refused(owner.GetLinkedSurveyAsync(new() { LinkToken = "forged" }))).ShouldBe("SURVEY_LINK_INVALID");
        var elsewhere = world.Service.Client(invoker => new Client(invoker), "another-shop", "buyer-2", Role.Customer);
        (await Refused(elsewhere.GetLinkedSurveyAsync(new() { LinkToken = link.LinkToken }))).ShouldBe("SURVEY_LINK_INVALID");

        // The low score gave somebody a task, once.
        await world.Service.Drain();
        var tasks = world.Service.Client(invoker => new Tasks(invoker), Merchant, "senior-1", Role.AgentL2, Role.Supervisor);
        (await tasks.ListTasksAsync(new() { CaseId = first })).Tasks.ShouldHaveSingleItem().Kind.ShouldBe(TaskKind.Care);

        // Opened and closed again: asked once more, and not answered.
        await world.Customer.ReopenCaseAsync(new() { RequestId = NewId(), CaseId = first, Reason = "还有一件" });
        await world.Customer.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = first });
        await world.Service.Drain();
        (await owner.ListSurveysAsync(new() { CaseId = first })).Surveys.Select(survey => survey.State).ShouldBe([SurveyState.Answered, SurveyState.Waiting], ignoreOrder: true);
        await world.Service.Advance(Duration.FromDays(14));
        (await owner.GetSurveyAsync(new() { SurveyId = world.Service.Last<SurveyAsked>().Survey.SurveyId })).Survey.State.ShouldBe(SurveyState.Expired);

        // Told when it was closed: that is the answer.
        var told = await world.Accepted(Coupon(5_00));
        await world.Customer.RecordFeedbackAsync(new() { RequestId = NewId(), CaseId = told, Satisfaction = 5, Comment = "很好" });
        await world.Service.Drain();
        var survey = (await desk.ListSurveysAsync(new() { CaseId = told })).Surveys.ShouldHaveSingleItem();
        (survey.State, survey.Score, survey.FromFeedback, survey.Comment).ShouldBe((SurveyState.Answered, 5, true, "很好"));

        // Declined; then what all of it came to.
        var third = await Closed(world);
        await owner.DeclineSurveyAsync(new() { RequestId = NewId(), SurveyId = (await world.Case(third)).SurveyId });
        var sums = await desk.GetSatisfactionAsync(new() { Month = "2026-06" });
        var byType = sums.Rows.Single(row => row.By == SatisfactionSlice.Type);
        (byType.Key, byType.Asked, byType.Answered, byType.Declined, byType.Expired, byType.MeanHundredths).ShouldBe(("missing_item", 4, 2, 1, 1, 350));
        byType.Scores.ShouldBe([0, 1, 0, 0, 1]);
        sums.Rows.Single(row => row.By == SatisfactionSlice.Agent).Key.ShouldBe("agent-1");
        sums.Rows.Single(row => row.By == SatisfactionSlice.Channel).Key.ShouldBe("app");
        sums.Csv.ShouldStartWith("\uFEFFmonth,by,key,asked,answered,score_1,score_2,score_3,score_4,score_5,declined,expired,mean\r\n2026-06,type,missing_item,4,2,0,1,0,0,1,1,1,3.50\r\n");
    }

    private static Client As(World world, string person, Role role) => world.Service.Client(invoker => new Client(invoker), Merchant, person, role);

    private static async Task<string> Closed(World world)
    {
        var caseId = (await world.Open()).CaseId;
        await world.Customer.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = caseId });
        await world.Service.Drain();
        return caseId;
    }
}
