using IdentityServer.Accounts;
using IdentityServer.Accounts.Holds;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Sessions.Devices;
using IdentityServer.Sessions.States;

namespace IdentityServer.Sessions.Repudiation;

/// <summary>
/// Somebody who reads the mailbox says that it was not them. Nobody is let in by that and nothing is given: sessions end,
/// what was born then goes, and for a week nothing sensitive changes, whoever asks.
/// </summary>
internal sealed class Repudiating(
    RepudiationLinks links,
    AccountEnding ending,
    IEnumerable<IRepudiationObserver> observers,
    HoldStore holds,
    AuditTrail audit,
    AccountNotices notices,
    IHotTables tables)
{
    public static readonly TimeSpan Freeze = TimeSpan.FromDays(7);

    private const int Attempts = 5;

    /// <summary>What it was about; null where the link is old, used or not ours.</summary>
    public async Task<ToldEvent?> ActAsync(string? link, CancellationToken cancellation)
    {
        for (var attempt = 1; await links.FindAsync(link, cancellation) is { } told; attempt++)
        {
            if (await tables.WriteAsync(await UnitOfAsync(link, told, cancellation), CancellationToken.None) is UnitOutcome.Committed)
                return told;

            // Something that was read for it has changed meanwhile: a passkey was removed, the old address is somebody else's by now.
            if (attempt == Attempts)
                throw new InvalidOperationException($"What happened to the account could not be taken back in {Attempts} attempts.");
        }

        return null;
    }

    private async Task<Unit> UnitOfAsync(string? link, ToldEvent told, CancellationToken cancellation)
    {
        var unit = new Unit();
        links.AddUse(unit, link);
        await ending.AddToAsync(unit, told.AccountId, SessionEnd.Repudiated, cancellation);
        NewDevices.ForgetSince(unit, told.AccountId, told.At);
        foreach (var observer in observers)
            await observer.AddToAsync(unit, told, cancellation);

        holds.Begin(unit, told.AccountId, HoldKind.Repudiation, Freeze);
        audit.Add(unit, new(SessionEvents.Repudiated, Actor.Anonymous)
        {
            Subject = told.AccountId,
            Session = told.SessionId,
            Details = new() { ["about"] = told.About },
        });
        await notices.AddAsync(unit, told.AccountId, SessionNotices.Repudiated, cancellation);
        return unit;
    }
}
