using Aftersales.Complaints.Domain;
using NodaTime.Text;

namespace Aftersales.Complaints.Queries;

/// <summary>A month or one of its days, as requests name them.</summary>
/// <param name="Text">As it was given: what names of the time begin with.</param>
/// <param name="Month">As in <c>2026-06</c>.</param>
/// <param name="Until">Exclusive.</param>
internal sealed record Period(string Text, string Month, LocalDate From, LocalDate Until)
{
    /// <exception cref="RefusedException">INVALID_REQUEST: not exactly one of both is given, or there is no such day.</exception>
    public static Period Of(string month, string day)
    {
        if (month.Length == 0 == (day.Length == 0))
            throw new RefusedException(CaseReasons.Invalid("day", "either a month or a day is given"));
        if (day.Length == 0)
        {
            var first = YearMonthPattern.Iso.Parse(month).Value.OnDayOfMonth(1);
            return new(month, month, first, first.PlusMonths(1));
        }

        return LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var date }
            ? new(day, day[..7], date, date.PlusDays(1))
            : throw new RefusedException(CaseReasons.Invalid("day", "is a day of the calendar"));
    }
}
