using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Notices;
using IdentityServer.Throttles;

namespace IdentityServer.Accounts.Email;

/// <summary>
/// A person changes the address of their account. Nothing depends on whether the new one belongs to somebody else: the same
/// rows are written and one mail goes there. Only its reader learns more.
/// </summary>
internal sealed class EmailChanges(
    AccountStore accounts,
    AccountNotices notices,
    INotMeLinks notMe,
    Throttle throttle,
    IHotTables tables,
    AuditTrail audit,
    TimeProvider clock)
{
    /// <summary>Null once the mail is on its way; otherwise how long to wait.</summary>
    public async Task<ThrottleOutcome?> AskAsync(AccountFacts account, Guid session, MailboxAddress address, CancellationToken cancellation)
    {
        var email = address.ToString();
        Take[] takes = [throttle.Rules.EmailChangesPerAccount.For(account.Id), throttle.Rules.LinksPerMailbox.For(AccountName.Normalize(email))];
        if (await throttle.TakeAsync(takes, cancellation) is var outcome and not ThrottleOutcome.Allowed)
            return outcome;

        var owner = await accounts.FindByNameAsync(email, cancellation);
        var now = clock.GetUtcNow();
        var unit = new Unit();
        var link = EmailChangeStore.AddAsked(unit, account.Id, account.ProvenEmail, email, now);
        // Whoever has the mailbox already reads nothing about who asks, and reads it in a language of their own.
        if (owner is null || owner.Id == account.Id)
            await notices.AddAsync(unit, account.Id, address, EmailNotices.Confirm($"/email/confirm?link={link}"), cancellation);
        else
            await notices.AddAsync(unit, owner.Id, address, EmailNotices.Taken, cancellation);
        if (account.ProvenEmail is not null)
            await notices.AddAsync(unit, account.Id, EmailNotices.Asked(notMe.Add(unit, account.Id, now)), cancellation);
        audit.Add(unit, new(AccountEvents.EmailAsked, Actor.User(account.Id)) { Session = session });
        await tables.WriteAsync(unit, CancellationToken.None);
        return null;
    }

    /// <summary>Missed where the link was used meanwhile; a conflict where the mailbox is somebody else's by now.</summary>
    public async Task<UnitOutcome> ConfirmAsync(EmailChange change, Guid session, CancellationToken cancellation)
    {
        // One instant: what the link in the mail takes back is what was done then or later.
        var now = clock.GetUtcNow();
        var unit = new Unit();
        EmailChangeStore.AddDone(unit, change, now);
        if (change.OldEmail is not null && change.OldEmail != change.NewEmail)
            await notices.AddAsync(unit, change.AccountId, EmailNotices.Changed(notMe.Add(unit, change.AccountId, now)), cancellation);
        audit.Add(unit, new(change.OldEmail is null ? AccountEvents.EmailVerified : AccountEvents.EmailChanged, Actor.User(change.AccountId)) { Session = session });
        return await tables.WriteAsync(unit, CancellationToken.None);
    }

    /// <summary>False where nothing waits any more.</summary>
    public async Task<bool> CallOffAsync(EmailChange waiting, Guid session, CancellationToken cancellation)
    {
        var unit = EmailChangeStore.CallOffOne(new(), waiting, clock.GetUtcNow());
        audit.Add(unit, new(AccountEvents.EmailCalledOff, Actor.User(waiting.AccountId)) { Session = session });
        return await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed;
    }
}
