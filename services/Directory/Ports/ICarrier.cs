using Aftersales.Directories.Domain;

namespace Aftersales.Directories.Ports;

/// <summary>Carries messages to customers.</summary>
public interface ICarrier
{
    /// <summary>Over what it carries; none where it is not set up.</summary>
    IReadOnlySet<Medium> Media { get; }

    /// <summary>Hands a letter over. One number is delivered once at most, as far as the provider keeps numbers.</summary>
    Task<Handover> Send(Letter letter, CancellationToken cancel);

    /// <summary>What became of a number whose answer is missing.</summary>
    Task<Handover> Ask(string number, CancellationToken cancel);
}

/// <param name="Number">Under which the provider takes it once.</param>
/// <param name="To">The address.</param>
public sealed record Letter(string Number, Medium Medium, string To, string Subject, string Text)
{
    // Personal data: never printed.
    public override string ToString() => nameof(Letter);
}

/// <summary>Who carries what.</summary>
public sealed class Carriers(IEnumerable<ICarrier> carriers)
{
    private readonly Dictionary<Medium, ICarrier> byMedium = carriers.SelectMany(carrier => carrier.Media.Select(medium => (medium, carrier))).ToDictionary();

    /// <summary>Media that there is a provider for.</summary>
    public IReadOnlySet<Medium> Carried => byMedium.Keys.ToHashSet();

    public ICarrier For(Medium medium) => byMedium.TryGetValue(medium, out var carrier) ? carrier : Nobody.Instance;

    /// <summary>Of a medium whose provider was taken out of the settings meanwhile.</summary>
    private sealed class Nobody : ICarrier
    {
        public static readonly Nobody Instance = new();

        public IReadOnlySet<Medium> Media { get; } = new HashSet<Medium>();

        public Task<Handover> Send(Letter letter, CancellationToken cancel) => Ask(letter.Number, cancel);

        public Task<Handover> Ask(string number, CancellationToken cancel) => Task.FromResult<Handover>(new Handover.NotTaken("NO_PROVIDER"));
    }
}
