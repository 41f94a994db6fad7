using Aftersales.Simulators.Faults;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Http;

/// <summary>One call being served: the open transaction, business time, and the fault that was asked for, if any.</summary>
internal sealed record Turn(Books Books, DateTimeOffset Now, SimulatorOptions Options, Fault? Fault)
{
    /// <summary>Queues a notification with this transaction; it is delivered at least once after the commit.</summary>
    public void Notify(string? url, string type, object content)
    {
        if (url is null)
            return;
        var seq = Books.Next("notification");
        var body = Json.Text(new { NotifyId = $"{seq:D20}", NotifyType = type, NotifyTime = Now, Content = content });
        var copies = Fault?.Kind == FaultKind.NotifyTwice ? 2 : 1;
        Books.Put(Notification.Kind, $"{seq:D20}", new Notification($"{seq:D20}", url, body, copies, 0, 0));
    }
}
