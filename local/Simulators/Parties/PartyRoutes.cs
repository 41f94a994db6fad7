using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Parties;

/// <summary>The desks at which others answer a merchant's questions: all speak the same, each below its own name.</summary>
internal static class PartyRoutes
{
    public const string Supplier = "supplier";
    public const string Merchandising = "merchandising";
    public const string Platform = "platform";

    public static void MapParties(this WebApplication app, Counter counter)
    {
        Map(app, counter, "warehouse", WarehouseKnowledge.Of);
        Map(app, counter, "courier", CourierKnowledge.Of);
        foreach (var party in new[] { Supplier, Merchandising, Platform })
            Map(app, counter, party, (_, _) => null);
    }

    private static void Map(WebApplication app, Counter counter, string party, Func<QuestionRequest, Turn, ScriptedAnswer?> knows)
    {
        var answering = new AnsweringDesk(party, knows);
        var desk = new Desk(app, counter, party, Voice.Plain);
        desk.Post("/questions", "question.ask", QuestionRequest.Read, request => request.QuestionNo, answering.Ask);
        desk.Get("/questions/{question_no}", "question.get", QuestionKey.Read, key => key.QuestionNo, answering.Get);
        desk.Post("/questions/{question_no}/reminders", "question.remind", Reminder.Read, reminder => reminder.QuestionNo, answering.Remind);
        desk.Post("/questions/{question_no}/answers", "question.answer", SaidAnswer.Read, said => said.QuestionNo, answering.Say);
        desk.Put("/scripts/{kind}/{order_no}", "question.script", Script.Read, script => script.OrderNo, answering.Learn);
    }
}
