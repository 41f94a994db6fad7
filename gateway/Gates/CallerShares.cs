using Aftersales.Gateway.Access;

namespace Aftersales.Gateway.Gates;

/// <summary>How much each caller has under way or waiting in a lane, so that none fills it.</summary>
internal sealed class CallerShares(int most)
{
    private readonly Lock gate = new();
    private readonly Dictionary<CallerName, int> counts = [];

    public bool TryEnter(CallerName caller)
    {
        lock (gate)
        {
            var count = counts.GetValueOrDefault(caller);
            if (count >= most)
                return false;
            counts[caller] = count + 1;
            return true;
        }
    }

    public void Leave(CallerName caller)
    {
        lock (gate)
        {
            if (counts[caller] is > 1 and var count)
                counts[caller] = count - 1;
            else
                counts.Remove(caller);
        }
    }
}
