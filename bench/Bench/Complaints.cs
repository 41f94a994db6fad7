using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using NodaTime;
using Duration = NodaTime.Duration;

namespace Aftersales.Bench;

/// <summary>What opening and listing cost among many cases, on PostgreSQL.</summary>
internal static class Complaints
{
    private const int Templates = 64;
    private const int Many = 1_000_000;
    private const int ManyQuick = 20_000;

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        var rows = new List<Row>();
        var (many, calls) = (pace == Pace.Quick ? ManyQuick : Many, pace.Tails * (pace.Rounds + 1));
        await using var small = await Seeded(Among.Few, calls);
        await using var large = await Seeded(many, calls);
        rows.Add(await Among.Compare(pace, "OpenCase", many, small, large, (world, number) => world.Open(Templates + number)));
        rows.Add(await Among.Compare(pace, "page of an agent's open cases", many, small, large, (world, number) => world.List(number)));
        rows.Add(await Among.Compare(pace, "forecast of the next hour", many, small, large, (world, _) => world.Forecast()));
        return rows;
    }

    internal static async Task<ComplaintWorld> Seeded(int cases, int calls)
    {
        var world = await ComplaintWorld.Start("postgres", Templates + calls);
        for (var senior = 1; senior <= 4; senior++)
            await world.Deliver("directory", new PersonChanged { Person = new() { PersonId = $"senior-{senior}", Version = 1, Roles = { Role.AgentL2 }, OnShift = true, Active = true } });
        var templates = new List<string>();
        for (var number = 0; number < Templates; number++)
            templates.Add((await world.Open(number)).CaseId);
        // Nobody answers them: what runs out later is the decision's clock alone.
        world.Service.Clock.MoveTo(world.Service.Now + Duration.FromMinutes(2));
        await world.Service.Drain();
        await Copies.Make(world.Service, "complaint", "case", templates, cases / Templates + 1);
        return world;
    }
}
