using IdentityServer.Accounts.Authenticator;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions.Repudiation;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>A stranger's app goes with the stranger; the owner's that a stranger removed comes back.</summary>
internal sealed class RepudiatedAuthenticator(AuthenticatorAppStore store, AuditTrail audit) : IRepudiationObserver
{
    public async Task AddToAsync(Unit unit, ToldEvent told, CancellationToken cancellation)
    {
        switch (await store.FindAsync(told.AccountId, cancellation))
        {
            case { } app when app.CreatedAt >= told.At:
                AuthenticatorAppStore.Forget(unit, app);
                Tell(unit, AccountEvents.TotpDisabled, told);
                break;
            case { RemovedAt: { } removed } app when removed >= told.At:
                AuthenticatorAppStore.Restore(unit, app, told.At.AddMilliseconds(-1));
                Tell(unit, AccountEvents.TotpEnabled, told);
                break;
        }
    }

    private void Tell(Unit unit, AuditEventType type, ToldEvent told) =>
        audit.Add(unit, new(type, Actor.Anonymous) { Subject = told.AccountId, Reason = "repudiated" });
}
