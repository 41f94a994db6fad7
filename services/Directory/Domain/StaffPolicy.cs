using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>What a merchant can set about its staff.</summary>
/// <param name="LongestShift">How long one shift lasts at most.</param>
/// <param name="MostShifts">Planned shifts of one person that are not over, at most.</param>
public sealed record StaffPolicy(Duration LongestShift, int MostShifts)
{
    public IEnumerable<FieldProblem> Problems()
    {
        if (LongestShift <= Duration.Zero || LongestShift > Duration.FromDays(1))
            yield return new("staff.longestShift", "more than 0, at most a day");
        if (MostShifts is < 1 or > 366)
            yield return new("staff.mostShifts", "1 to 366");
    }
}
