using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Sessions;

namespace IdentityServer.TestKit;

/// <summary>Somebody signed in, without a way in being walked.</summary>
internal static class SeededSession
{
    /// <returns>What the browser's session cookie holds.</returns>
    public static async Task<string> SeedSessionAsync(this TestHost host, string userName, AuthenticationMethod method, string? acr, params string[] amr)
    {
        var now = host.Clock.GetUtcNow();
        var account = await host.Get<AccountStore>().FindByNameAsync(userName, CancellationToken.None);
        var secret = SessionSecret.New(Guid.CreateVersion7(now));
        var unit = new Unit();
        SessionStore.Insert(unit, new()
        {
            Id = secret.SessionId,
            AccountId = account!.Id,
            SecretHash = secret.Hash(),
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now.AddHours(12),
            Device = "Chrome on Linux",
            Events = [new(now, method, acr) { Amr = amr }],
        });
        if (await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            throw new InvalidOperationException("The session was not written.");

        return secret.ToString();
    }
}
