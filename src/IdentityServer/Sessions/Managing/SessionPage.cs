using IdentityServer.Accounts;

namespace IdentityServer.Sessions.Managing;

/// <summary>A page about one's own sessions; nobody else's are ever loaded.</summary>
internal abstract class SessionPage(SessionStore sessions, AccountStore accounts) : AccountPage(accounts)
{
    public Session Current => Live.First(it => it.Id == SessionId);

    /// <summary>The one of this browser first, then by when they were last used.</summary>
    public IReadOnlyList<Session> Live { get; private set; } = [];

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        var live = await sessions.OfAccountAsync(Account.Id, cancellation);
        Live = [.. live.OrderByDescending(it => it.Id == SessionId)];
    }
}
