using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Devices;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>The way in for people who have not got a passkey yet: one factor, and never enough to change who can sign in later.</summary>
internal sealed class PasswordSignIn(
    PasswordCheck check,
    SecondFactors seconds,
    HalfSignInStore halves,
    PasskeyOffers offers,
    PasskeyStore passkeys,
    NewDevices devices,
    SessionStart start,
    Guesses guesses,
    IHotTables tables,
    AuditTrail audit,
    AccountNotices notices,
    IOptions<PasswordOptions> options,
    TimeProvider clock)
{
    public async Task<PasswordAnswer> AnswerAsync(
        HttpContext http, Interaction? interaction, string name, string password, CancellationToken cancellation)
    {
        // An old hash is quick to check, a new one slow, and a name nobody has costs nothing: every refusal waits for the
        // same clock, which starts before.
        var refusal = Task.Delay(options.Value.RefusalTime, cancellation);
        var proof = await check.CheckAsync(
            name, password, http.Connection.RemoteIpAddress, account => devices.FindKnownAsync(http, account, cancellation), cancellation);

        // The app asked for somebody else.
        if (proof is PasswordProof.Accepted { Account.Id: var id } && interaction?.AccountId is { } expected && expected != id)
            proof = new PasswordProof.Refused("user_mismatch", id);

        var answer = proof switch
        {
            PasswordProof.Accepted accepted => await GoOnAsync(http, interaction, accepted, cancellation),
            PasswordProof.TooMany tooMany => new PasswordAnswer.TooMany(tooMany.Outcome),
            _ => PasswordAnswer.Refused.Now,
        };
        if (proof is PasswordProof.Accepted { Account.Id: var owner } && answer is PasswordAnswer.Refused)
            proof = new PasswordProof.Refused("no_password", owner);

        if (proof is PasswordProof.Refused refused)
            await RecordAsync(refused);
        if (proof is PasswordProof.TooMany { Outcome: ThrottleOutcome.Exhausted, Account: { } guessed })
            await GiveUpAsync(guessed);

        if (proof is not PasswordProof.Accepted)
            await refusal;

        return answer;
    }

    private async Task<PasswordAnswer> GoOnAsync(
        HttpContext http, Interaction? interaction, PasswordProof.Accepted accepted, CancellationToken cancellation)
    {
        var account = accepted.Account.Id;
        var unit = new Unit();
        LegacyPasswordStore.RecordUse(unit, accepted, clock.GetUtcNow());
        if (await guesses.IsSuspiciousAsync(account, PasswordCheck.Authenticator, cancellation))
            await notices.AddAsync(unit, account, PasswordNotices.Guessed, cancellation);
        guesses.Succeeded(unit, account, PasswordCheck.Authenticator, http.Connection.RemoteIpAddress, accepted.KnownBrowser);
        if (accepted.Renewed is not null)
            audit.Add(unit, new(AccountEvents.PasswordRehashed, Actor.System) { Subject = account });
        if (await passkeys.OfAccountAsync(account, cancellation) is not [])
            await notices.AddAsync(unit, account, PasswordNotices.Used, cancellation);

        return await seconds.AfterPasswordAsync(http, account, cancellation) switch
        {
            SecondFactor.Code => await AskForCodeAsync(unit, http, account, interaction, cancellation),
            SecondFactor.Passkey => await AskForPasskeyAsync(unit, account),
            _ => await OpenAsync(unit, http, interaction, account, cancellation),
        };
    }

    private async Task<PasswordAnswer> OpenAsync(
        Unit unit, HttpContext http, Interaction? interaction, Guid account, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var worth = AuthenticationPolicy.Password(now);
        var session = await start.AddToAsync(unit, http, interaction, account,
            new(now, AuthenticationMethod.Password, worth.Acr) { Amr = worth.Amr }, cancellation);
        audit.Add(unit, new(AccountEvents.PasswordSucceeded, Actor.User(account)) { Session = session.Session.Id });
        if (!await WriteAsync(unit))
            return PasswordAnswer.Refused.Now;

        session.WriteCookies(http);
        return new PasswordAnswer.SignedIn(await offers.NextAsync(session.Session, interaction, cancellation));
    }

    private async Task<PasswordAnswer> AskForCodeAsync(Unit unit, HttpContext http, Guid account, Interaction? interaction, CancellationToken cancellation)
    {
        var half = halves.Begin(unit, http, account, interaction);
        if (await devices.FindKnownAsync(http, account, cancellation) is null)
        {
            audit.Add(unit, new(AccountEvents.PasswordNotEnough, Actor.Anonymous) { Subject = account, Reason = "code_required" });
            await notices.AddAsync(unit, account, PasswordNotices.NotEnough, cancellation);
        }

        return await WriteAsync(unit) ? new PasswordAnswer.CodeWanted(half) : PasswordAnswer.Refused.Now;
    }

    private async Task<PasswordAnswer> AskForPasskeyAsync(Unit unit, Guid account)
    {
        audit.Add(unit, new(AccountEvents.PasswordNotEnough, Actor.Anonymous) { Subject = account, Reason = "passkey_required" });
        return await WriteAsync(unit) ? PasswordAnswer.PasskeyWanted.Now : PasswordAnswer.Refused.Now;
    }

    // Misses where the password was switched off meanwhile.
    private async Task<bool> WriteAsync(Unit unit) => await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;

    private Task RecordAsync(PasswordProof.Refused refused) => audit.WriteAsync(
        new(AccountEvents.PasswordFailed, Actor.Anonymous) { Reason = refused.Reason, Subject = refused.Account }, CancellationToken.None);

    // NIST SP 800-63B-4 §3.2.2. The first to find the cap reached says so; the unit of everybody after that misses.
    private async Task GiveUpAsync(Guid account)
    {
        var unit = LegacyPasswordStore.SwitchOff(new(), account, PasswordEnd.Guessing, clock.GetUtcNow());
        audit.Add(unit, new(AccountEvents.AuthenticatorLocked, Actor.System) { Subject = account, Details = new() { ["authenticator"] = PasswordCheck.Authenticator } });
        await notices.AddAsync(unit, account, PasswordNotices.Off, CancellationToken.None);
        await tables.WriteAsync(unit, CancellationToken.None);
    }
}
