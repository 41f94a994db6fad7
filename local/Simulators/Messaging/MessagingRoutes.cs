using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Messaging;

internal static class MessagingRoutes
{
    public static void MapMessaging(this WebApplication app, Counter counter)
    {
        app.Use(SignedRequest.Check);
        var desk = new Desk(app, counter, "messaging", Voice.Plain);
        desk.Post("/messages", "send", MessageRequest.Read, request => request.MessageNo, ShortMessages.Send);
        desk.Get("/messages/{message_no}", "get", MessageKey.Read, key => key.MessageNo, ShortMessages.Get);
        desk.Get("/inbox", "inbox", _ => 0, _ => null, (_, turn) => ShortMessages.All(turn));
    }
}
