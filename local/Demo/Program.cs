using Aftersales.Demo;

// The day is played against a suite that runs over this data folder; ./run demo starts both.
if (args is not [var dataFolder, var samples, .. ([] or ["brief"]) and var length])
{
    Console.Error.WriteLine("usage: Demo DATA-FOLDER SAMPLES-FOLDER [brief]");
    return 2;
}

using var world = await World.Find(dataFolder);
var staff = new Staff(world);
var import = new Import(world, staff);
var progress = new Progress();

await progress.Once("merchant and staff", staff.Join);
foreach (var pair in Directory.GetFiles(samples, "*.csv").GroupBy(file => file.EndsWith("-2.csv", StringComparison.Ordinal)).OrderBy(group => group.Key))
{
    var imported = await import.Run(pair);
    Console.WriteLine($"  imported {pair.Count()} files: {imported.Created} orders new, {imported.Changed} changed, {imported.Unchanged} as before; {imported.RejectedCount} rows rejected");
    foreach (var row in imported.Rejected.Take(3))
        Console.WriteLine($"    {row.File}:{row.Line} {row.Column} {row.Reason}");
}

var day = new Day(world, staff, import, progress, ofEachProblem: length.Length > 0 ? 1 : int.MaxValue);
await day.Run();
return await new Result(world, staff, day.Plays).Print() ? 0 : 1;
