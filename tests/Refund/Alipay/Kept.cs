using Aftersales.Refunds.Ports.Alipay;
using Microsoft.Extensions.Logging;

namespace Aftersales.Refunds.Tests.Alipay;

/// <summary>Keeps what the gateway writes into the log.</summary>
internal sealed class Kept : ILogger<AlipayGateway>
{
    private readonly List<string> lines = [];

    public string Lines => string.Join('\n', lines);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
}
