using Aftersales.Invoices.Domain.Books;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Invoices;

/// <summary>A customer's titles in the store; the id is the customer's.</summary>
public sealed class TitleBookAggregate : AggregateType<TitleBook, TitleBookEvent>
{
    public override string Kind => "title-book";

    public override string? Subject(string id, TitleBook state) => id;

    public override TitleBook Evolve(TitleBook? state, TitleBookEvent happened) => TitleBookDecider.Evolve(state, happened);
}
