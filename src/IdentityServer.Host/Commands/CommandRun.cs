using System.CommandLine;

namespace IdentityServer.Host.Commands;

/// <summary>What a command has in hand: the rooms' services in a scope of their own, its arguments, and a way to answer.</summary>
internal sealed record CommandRun(
    IServiceProvider Services, ParseResult Arguments, CommandOutput Output, CancellationToken Cancellation)
{
    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();
}
