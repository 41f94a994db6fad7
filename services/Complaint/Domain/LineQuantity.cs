namespace Aftersales.Complaints.Domain;

/// <summary>Pieces of one line of an order, 1 or more.</summary>
public sealed record LineQuantity(string Line, int Quantity);

/// <summary>Pieces that came back and were accepted in part.</summary>
/// <param name="Amount">What the customer goes on paying for them.</param>
public sealed record LessenedLine(string Line, int Quantity, Money Amount);

/// <summary>A part of what was paid for one line of an order.</summary>
public sealed record LineAmount(string Line, Money Amount);
