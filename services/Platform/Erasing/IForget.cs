using Aftersales.Platform.Calls;

namespace Aftersales.Platform.Erasing;

/// <summary>
/// What a service does for an erasure beside removing keys: what of a customer stands outside of sealed fields, such as photos, or is of no use any more, such as messages
/// not sent. It is done before the keys go, and again where a process ended half way.
/// </summary>
public interface IForget
{
    Task Forget(string customer, Call call);
}
