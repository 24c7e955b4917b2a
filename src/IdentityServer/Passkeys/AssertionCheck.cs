using System.Text;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys;

/// <summary>
/// The way from a browser's answer to a proof, the same for sign-in and step-up. It reads and decides; what a proof
/// changes, the caller writes in its own unit.
/// </summary>
internal sealed class AssertionCheck(
    CeremonyStore ceremonies, PresentedPasskeys presented, Acquaintance acquaintance, GroupStore groups, CoseKeyCache keys, RelyingParty relyingParty,
    TimeProvider clock)
{
    public async Task<PasskeyProof> CheckAsync(HttpContext http, CeremonyAnswer answer, CeremonyPurpose purpose, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();

        // One answer per question: taken before anything in the answer is believed.
        var taken = await ceremonies.TakeAsync(http, answer.Ceremony, purpose, cancellation);
        if (taken is not TakenCeremony.Yours { Ceremony: var ceremony })
            return PasskeyProof.Refused.Of((TakenCeremony.Refused)taken);

        if (!AuthenticationResponse.TryParse(Encoding.UTF8.GetBytes(answer.Credential.GetRawText()), out var response))
            return new PasskeyProof.Refused(PasskeyRefusal.Malformed) { Ceremony = ceremony };

        // What is wrong with the answer itself is said before anything is looked up: it tells nothing of anybody.
        var asked = ceremony.ToAuthentication(relyingParty);
        if (AssertionContent.Read(asked, response, now, out var content) is { } fault)
            return new PasskeyProof.Refused(fault) { Ceremony = ceremony };

        var claim = await presented.AdmitAsync(ceremony, response.CredentialId, cancellation);
        if (claim is not PresentedPasskey.Admitted { Passkey: var passkey, Account: var account, Owned: var owned })
            return ((PresentedPasskey.Refused)claim).Proof;

        var outcome = Assertion.Verify(asked.For(ceremony, account), content!, passkey.ToRecord(account), keys);
        if (outcome is AssertionOutcome.Refused { Reason: var reason })
            return Refused(reason) with { IsAcquainted = await acquaintance.IsShownAsync(http, account, response) };

        var signals = ((AssertionOutcome.Accepted)outcome).Signals;

        var trust = FirstVerification.Decide(passkey, signals.UserVerified, await http.FindSessionAsync(), now);

        // Presence alone does not open an account that operates this server.
        if (trust is VerificationTrust.None && (ceremony.UserVerificationRequired || await IsAdministratorAsync(account, cancellation)))
            return Refused(signals.UserVerified ? PasskeyRefusal.CredNotAllowed : PasskeyRefusal.UvRequired);

        var history = new CounterHistory((uint)passkey.Counter, passkey.BackupEligible, passkey.LastUsedAt, passkey.LastAnomalyAt);
        var decision = CounterPolicy.Decide(history, signals.Counter, now);
        return decision switch
        {
            CounterDecision.Accept accept => Accepted(accept.Store, reduced: false),
            CounterDecision.AcceptReduced accept => Accepted(accept.Store, reduced: true),
            _ => Refused(PasskeyRefusal.CounterAnomaly) with { Counter = decision },
        };

        PasskeyProof Accepted(uint counter, bool reduced) =>
            new PasskeyProof.Accepted(ceremony, account, passkey, signals) { Owned = owned, At = now, Counter = counter, Reduced = reduced, Verification = trust };

        PasskeyProof.Refused Refused(PasskeyRefusal reason) =>
            new(reason) { Ceremony = ceremony, Passkey = passkey };
    }

    private async Task<bool> IsAdministratorAsync(AccountFacts account, CancellationToken cancellation) =>
        (await groups.OfAccountAsync(account.Id, cancellation)).Contains(GroupMember.Administrators);
}
