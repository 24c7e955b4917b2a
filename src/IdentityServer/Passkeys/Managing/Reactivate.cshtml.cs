using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Proofs;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys.Managing;

/// <summary>What was suspended on a suspicion works again, once something else than the passkey itself speaks for its owner.</summary>
[Authorize(AccountPolicies.Change)]
internal sealed class ReactivateModel(
    PasskeyStore passkeys,
    AccountStore accounts,
    StepUpDetour detour,
    PasskeyReactivation reactivation,
    IStringLocalizer<PasskeyWords> text,
    TimeProvider clock) : PasskeyPage(passkeys, accounts)
{
    public Passkey Passkey { get; private set; } = null!; // set before the page is shown

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (Own(id) is not { MayBeReactivated: true } passkey)
            return Redirect("/account/passkeys");

        if (!FirstVerification.IsVouchedFor(passkey, Session, clock.GetUtcNow()))
            return Redirect(await detour.BeginAsync(HttpContext, ActionClass.B));

        Passkey = passkey;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Own(id) is { MayBeReactivated: true } passkey
            && FirstVerification.IsVouchedFor(passkey, Session, clock.GetUtcNow())
            && await reactivation.ReactivateAsync(passkey, Session, HttpContext.RequestAborted))
            this.TellOfWaysIn(text["Reactivate.Done", passkey.Name]);

        return Redirect("/account/passkeys");
    }
}

internal sealed class PasskeyReactivation(IHotTables tables, PasskeyTrail trail, AccountNotices notices)
{
    /// <summary>False where somebody else decided about it meanwhile.</summary>
    public async Task<bool> ReactivateAsync(Passkey passkey, Session session, CancellationToken cancellation)
    {
        var unit = new Unit();
        PasskeyStore.Reactivate(unit, passkey);
        trail.Add(unit, passkey, new(PasskeyEvents.Reactivated, Actor.User(passkey.AccountId)) { Session = session.Id });
        await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Reactivated(passkey.Name), cancellation);
        return await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;
    }
}
