using System.Text.RegularExpressions;

namespace Aftersales.Returns.Domain;

/// <summary>The numbers under which the courier is booked for a return: they follow from its id, and each leads back to it.</summary>
public static partial class BookingNumbers
{
    public static string First(string returnId) => $"pickup-{returnId}";

    /// <summary>The number after one that the courier gave up.</summary>
    public static string Next(string returnId, Pickup pickup) => $"{First(returnId)}-{pickup.Former.Length + 2}";

    /// <summary>The return that a number is of; null for a number of another kind.</summary>
    public static string? ReturnOf(string bookingNo) => Form().Match(bookingNo) is { Success: true } match ? match.Groups["id"].Value : null;

    [GeneratedRegex(@"\Apickup-(?<id>ret_[0-9A-Z]+)(-[0-9]{1,4})?\z")]
    private static partial Regex Form();
}
