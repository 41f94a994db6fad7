namespace Aftersales.Complaints.Domain;

/// <summary>Pieces of one line of an order, 1 or more.</summary>
public sealed record LineQuantity(string Line, int Quantity);
