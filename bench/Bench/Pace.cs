namespace Aftersales.Bench;

/// <summary>How long everything is measured.</summary>
/// <param name="WarmUps">Rounds before the first that counts: the code is compiled and the caches are filled there.</param>
/// <param name="Rounds">Rounds that count.</param>
/// <param name="Slice">Time of one thing in one round.</param>
/// <param name="Writes">Calls of one round where the number of calls is given instead.</param>
/// <param name="Starts">How often the suite is started.</param>
/// <param name="Entries">Entries of the long ledger.</param>
internal sealed record Pace(int WarmUps, int Rounds, TimeSpan Slice, int Writes, int Starts, int Entries)
{
    public static readonly Pace Full = new(4, 5, TimeSpan.FromSeconds(2), 1000, 3, 1_000_000);

    public static readonly Pace Quick = new(3, 3, TimeSpan.FromSeconds(1), 400, 1, 100_000);

    /// <summary>Calls of one round whose slowest are looked at.</summary>
    public int Tails => 2 * Writes;

    public int AllRounds => WarmUps + Rounds;

    /// <summary>Measures things in turns, so that what else the machine does meanwhile burdens them alike.</summary>
    public async Task<Series[]> InTurns(params Func<Task<Rate>>[] things)
    {
        var rates = things.Select(_ => new List<Rate>()).ToArray();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            for (var thing = 0; thing < things.Length; thing++)
            {
                var rate = await things[thing]();
                if (round >= 0)
                    rates[thing].Add(rate);
            }
        }

        return [.. rates.Select(r => new Series(r))];
    }
}
