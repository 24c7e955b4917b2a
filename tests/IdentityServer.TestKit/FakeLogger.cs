using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IdentityServer.TestKit;

/// <summary>Remembers what was logged.</summary>
internal sealed class FakeLogger : ILogger, ILoggerProvider
{
    public ConcurrentQueue<string> Messages { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Messages.Enqueue(formatter(state, exception));

    public void Dispose()
    {
    }
}
