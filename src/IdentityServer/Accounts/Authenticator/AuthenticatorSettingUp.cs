using System.Security.Cryptography;
using IdentityServer.Accounts.Security;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;

namespace IdentityServer.Accounts.Authenticator;

/// <summary>An app comes into the account, and leaves it.</summary>
internal sealed class AuthenticatorSettingUp(
    AuthenticatorAppStore store, AuthenticatorSeal seal, IFreshProofs proofs, IHotTables tables, AuditTrail audit, AccountNotices notices,
    TimeProvider clock)
{
    public static readonly TimeSpan UndoFor = TimeSpan.FromHours(24);

    private static readonly TimeSpan PendingFor = TimeSpan.FromMinutes(15);

    public async Task<Authenticators> OfAsync(Guid account, Guid session, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.FindAsync(account, cancellation) switch
        {
            null => Authenticators.None,
            { IsActive: true } app => Authenticators.None with { Active = app },
            { RemovedAt: { } removed } app => now - removed < UndoFor ? Authenticators.None with { Removed = app } : Authenticators.None,
            var app => app.SessionId == session && now - app.CreatedAt < PendingFor ? Authenticators.None with { Pending = app } : Authenticators.None,
        };
    }

    /// <summary>A new secret; one that nobody typed a code of is forgotten. Nothing happens where the account has an app.</summary>
    public async Task BeginAsync(Guid account, Guid session, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await tables.WriteAsync(AuthenticatorAppStore.AddPending(new(), new()
        {
            Id = id,
            AccountId = account,
            SessionId = session,
            Sealed = seal.Seal(account, id, RandomNumberGenerator.GetBytes(Totp.SecretLength)),
            CreatedAt = now,
            LastStep = 0,
        }), cancellation);
    }

    public AuthenticatorKey? KeyOf(AuthenticatorApp pending) => seal.Open(pending) is { } secret ? AuthenticatorKey.Of(secret) : null;

    /// <summary>A code typed back shows that the app has the secret, and that its clock is right. That code signs nobody in any more.</summary>
    public async Task<bool> ConfirmAsync(AuthenticatorApp pending, string? typed, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (!Totp.TryParse(typed, out var code) || seal.FindStep(pending, code, now) is not { } found)
            return false;

        var unit = AuthenticatorAppStore.Confirm(new(), pending, found, now);
        audit.Add(unit, new(AccountEvents.TotpEnabled, Actor.User(pending.AccountId)) { Session = pending.SessionId });
        await notices.AddAsync(unit, pending.AccountId, AuthenticatorNotices.Added, cancellation);
        return await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;
    }

    public async Task<bool> RemoveAsync(AuthenticatorApp app, Guid session, CancellationToken cancellation)
    {
        var unit = AuthenticatorAppStore.Remove(new(), app, clock.GetUtcNow());
        proofs.ClearProofs(unit, app.AccountId);
        audit.Add(unit, new(AccountEvents.TotpDisabled, Actor.User(app.AccountId)) { Session = session });
        await notices.AddAsync(unit, app.AccountId, AuthenticatorNotices.Removed, cancellation);
        return await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;
    }

    public async Task<bool> RestoreAsync(AuthenticatorApp app, Guid session, CancellationToken cancellation)
    {
        var unit = AuthenticatorAppStore.Restore(new(), app, clock.GetUtcNow() - UndoFor);
        audit.Add(unit, new(AccountEvents.TotpEnabled, Actor.User(app.AccountId)) { Session = session, Reason = "undone" });
        await notices.AddAsync(unit, app.AccountId, AuthenticatorNotices.Added, cancellation);
        return await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;
    }
}

/// <summary>How it stands with somebody's app; at most one of them is set.</summary>
/// <param name="Active">Its codes count.</param>
/// <param name="Pending">Shown in this session, and no code of it typed back yet.</param>
/// <param name="Removed">Less than a day ago.</param>
internal sealed record Authenticators(AuthenticatorApp? Active, AuthenticatorApp? Pending, AuthenticatorApp? Removed)
{
    public static readonly Authenticators None = new(null, null, null);
}
