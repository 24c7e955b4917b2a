using IdentityServer.Data;

namespace IdentityServer.Sqlite.Writing;

/// <summary>
/// SQLite admits one writer. Whoever writes in this process, the unit writer or EF Core, waits here in a queue instead of
/// being told "database is locked".
/// </summary>
internal sealed class WriteTurn : IDisposable
{
    // Nobody holds the turn this long, unless a unit is awaited inside an open EF Core transaction: a mistake of ours.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim turn = new(1, 1);

    public void Take()
    {
        if (!turn.Wait(Longest))
            throw NotMyTurn();
    }

    public async Task TakeAsync(CancellationToken cancellation)
    {
        if (!await turn.WaitAsync(Longest, cancellation))
            throw NotMyTurn();
    }

    public void Give() => turn.Release();

    public void Dispose() => turn.Dispose();

    private static DatabaseUnavailableException NotMyTurn() =>
        new($"SQLite's writer did not become free within {Longest.TotalSeconds} seconds.", inner: null);
}
