using Aftersales.Directories.Domain;
using Aftersales.Directories.Policy;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;

namespace Aftersales.Directories;

/// <summary>Where features decide on messages, under the merchant's policy.</summary>
public sealed class Dispatch(Policies<MerchantDeliveryPolicy> policies, BusinessCalendar calendar)
{
    public DeliveryDecider Decider(Call call) => new(policies.For(call.Merchant), calendar.Zone, call.Now);
}
