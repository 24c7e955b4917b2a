using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;

namespace IdentityServer.Passkeys.Passwords.SwitchOff;

/// <summary>
/// MG-11: passwords end for a group. Who would be stranded keeps theirs and hears what is missing; nobody is ever locked
/// out. The others are told three times, and on the day all is looked at again.
/// </summary>
internal sealed class SwitchOffCampaign(
    AccountStore accounts, PasswordSwitch passwordSwitch, IHotTables tables, AuditTrail audit, AccountNotices notices, TimeProvider clock)
{
    // MG-12
    private static readonly int[] DaysBefore = [30, 14, 3];

    /// <summary>Sets the day for whoever is ready, and asks everybody else to get ready.</summary>
    public async Task BeginAsync(SwitchOffCandidate candidate, DateTimeOffset day, Actor actor, CancellationToken cancellation)
    {
        var (unit, account) = (new Unit(), candidate.Account.Id);
        if (candidate.Readiness.IsReady)
        {
            LegacyPasswordStore.Plan(unit, account, day);
            audit.Add(unit, new(AccountEvents.PasswordEndPlanned, actor) { Subject = account, Details = new() { ["day"] = day.ToString("O") } });
        }
        else
        {
            await notices.AddAsync(unit, account, PasswordNotices.Prepare, cancellation);
        }

        await tables.WriteAsync(unit, CancellationToken.None);
    }

    /// <summary>What is due for one whose day is set: a mail, or the end.</summary>
    public async Task GoOnAsync(LegacyPassword password, CancellationToken cancellation)
    {
        if (password.SwitchOffAt is not { } day || await accounts.FindAsync(password.AccountId, cancellation) is not { } account)
            return;

        var now = clock.GetUtcNow();
        if (now < day)
            await RemindAsync(password, day, now, cancellation);
        else if (!await passwordSwitch.OffAsync(account, PasswordEnd.Operator, Actor.System, cancellation))
            await PostponeAsync(password, cancellation);
    }

    private async Task RemindAsync(LegacyPassword password, DateTimeOffset day, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = DaysBefore.Count(days => day - now <= TimeSpan.FromDays(days));
        if (due <= password.Reminders)
            return;

        var unit = LegacyPasswordStore.Reminded(new(), password, due);
        await notices.AddAsync(unit, password.AccountId, PasswordNotices.EndsOn(day), cancellation);
        await tables.WriteAsync(unit, CancellationToken.None);
    }

    // Something is missing that was there when the day was set: the password stays.
    private async Task PostponeAsync(LegacyPassword password, CancellationToken cancellation)
    {
        var unit = new Unit();
        LegacyPasswordStore.Plan(unit, password.AccountId, null);
        audit.Add(unit, new(AccountEvents.PasswordEndCancelled, Actor.System) { Subject = password.AccountId });
        await notices.AddAsync(unit, password.AccountId, PasswordNotices.Prepare, cancellation);
        await tables.WriteAsync(unit, CancellationToken.None);
    }
}
