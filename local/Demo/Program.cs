using Aftersales.Demo;

// The day is played against a suite that runs over this data folder; ./run demo starts both.
if (args is not [var dataFolder, var samples])
{
    Console.Error.WriteLine("usage: Demo DATA-FOLDER SAMPLES-FOLDER");
    return 2;
}

using var world = await World.Find(dataFolder);
var staff = new Staff(world);
var import = new Import(world, staff);
var progress = new Progress();

await progress.Once("merchant and staff", staff.Join);
var imported = await import.Run(Directory.GetFiles(samples, "*.csv").Order(StringComparer.Ordinal));
Console.WriteLine($"  imported {imported.Created} orders; {imported.Unchanged} the same as before, {imported.Changed} changed, {imported.RejectedCount} rows rejected, such as");
foreach (var row in imported.Rejected.Take(3))
    Console.WriteLine($"    {row.File}:{row.Line} {row.Column} {row.Reason}");

var day = new Day(world, staff, import, progress);
await day.Run();
return await new Result(world, staff, day.Plays).Print() ? 0 : 1;
