namespace Aftersales.Simulators;

/// <summary>What the simulated outside world starts with.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Folder of the one state file, <c>simulators.db</c>; made when missing. One process at a time can hold it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder of the payment channel's keys and of those of the merchant's app there, made when missing; null for one in the data folder.</summary>
    public string? KeyFolder { get; init; }

    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Business time: bookings, statements, refund windows. Delays of faults and retries of notifications run on real time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The merchant's balance at the payment channel when the state file is made, in fen. Later starts ignore it.</summary>
    public long OpeningBalanceFen { get; init; } = 1_000_000_000;

    /// <summary>Who may sign in at the tax platform.</summary>
    public string TaxAppKey { get; init; } = "aftersales";

    /// <summary>The secret of <see cref="TaxAppKey"/>.</summary>
    public string TaxAppSecret { get; init; } = "simulated";

    /// <summary>Who may call the message provider.</summary>
    public string MessagingAppId { get; init; } = "aftersales";

    /// <summary>The secret that <see cref="MessagingAppId"/> signs with.</summary>
    public string MessagingSecret { get; init; } = "simulated";

    /// <summary>Loopback port of the mail server; 0 takes a free one.</summary>
    public int MailPort { get; init; }

    /// <summary>How long after payment a trade can be refunded; later it is ACQ.TRADE_HAS_FINISHED.</summary>
    public TimeSpan RefundWindow { get; init; } = TimeSpan.FromDays(365);
}
