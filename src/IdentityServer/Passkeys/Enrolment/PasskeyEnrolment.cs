using System.Text;
using System.Text.Json.Nodes;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Trust;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.Sessions.Repudiation;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>The answer to a registration ceremony becomes a passkey, together with whatever its occasion brings about.</summary>
internal sealed class PasskeyEnrolment(
    CeremonyStore ceremonies,
    IEnumerable<IEnrolmentOccasion> occasions,
    EnrolmentPolicies policies,
    NewPasskey maker,
    PasskeyStore passkeys,
    PasskeyRefusals refusals,
    CeremonyFunnel funnel,
    RelyingParty relyingParty,
    IHotTables tables,
    AuditTrail audit,
    AuditReferences references,
    AccountNotices notices,
    RepudiationLinks repudiations,
    TimeProvider clock)
{
    public async Task<IResult> AnswerAsync(HttpContext http, CeremonyAnswer answer, CancellationToken cancellation)
    {
        var taken = await ceremonies.TakeAsync(http, answer.Ceremony, CeremonyPurpose.Registration, cancellation);
        if (taken is not TakenCeremony.Yours { Ceremony: var ceremony })
            return await refusals.AnswerAsync(http, CeremonyPurpose.Registration, PasskeyProof.Refused.Of((TakenCeremony.Refused)taken));

        if (!RegistrationResponse.TryParse(Encoding.UTF8.GetBytes(answer.Credential.GetRawText()), out var response))
            return await refusals.AnswerAsync(http, CeremonyPurpose.Registration, new(PasskeyRefusal.Malformed) { Ceremony = ceremony });

        // From here on the browser has a passkey that we may not have: every refusal tells it so.
        PasskeyProof.Refused Refused(PasskeyRefusal reason) => new(reason) { Ceremony = ceremony, UnknownCredential = response.CredentialId };

        var occasion = occasions.Single(it => it.Origin == ceremony.Origin);
        if (await occasion.ConfirmAsync(http, ceremony, cancellation) is not { } enrollee)
            return await refusals.AnswerAsync(http, CeremonyPurpose.Registration, Refused(PasskeyRefusal.PolicyDenied));

        var now = clock.GetUtcNow();
        var policy = await policies.ForAsync(enrollee, cancellation);
        var outcome = Registration.Verify(ceremony.ToRegistration(relyingParty), response, policy.Registration, now);
        if (outcome is not RegistrationOutcome.Accepted { Credential: var credential })
            return await refusals.AnswerAsync(http, CeremonyPurpose.Registration, Refused(((RegistrationOutcome.Refused)outcome).Reason));

        var passkey = await maker.MakeAsync(http, ceremony, enrollee, credential, policy, cancellation);
        if (passkey is null)
            return await refusals.AnswerAsync(http, CeremonyPurpose.Registration, Refused(PasskeyRefusal.LimitReached));

        var unit = new Unit();
        enrollee.NewAccount?.AddTo(unit, now);
        PasskeyStore.Insert(unit, passkey);
        var end = await occasion.FinishAsync(unit, http, ceremony, passkey, cancellation);
        Tell(unit, passkey, credential);
        if (enrollee.NewAccount is null)
        {
            var notMe = repudiations.Add(unit, new(passkey.AccountId, now) { NewPasskeyId = passkey.Id });
            await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Added(passkey.Name, notMe), cancellation);
        }

        switch (await tables.WriteAsync(unit, CancellationToken.None))
        {
            case UnitOutcome.Committed:
                end.Committed(http);
                funnel.Accepted(http, ceremony);
                funnel.Offered(passkey.BornIn, "created");
                return CeremonyResult.Next(end.Next);
            // The account comes about with its passkey: where the passkey is new to us, the name is not.
            case UnitOutcome.Conflict when enrollee.NewAccount is not null && await passkeys.FindAsync(passkey.CredentialId, cancellation) is null:
                await refusals.AnswerAsync(http, CeremonyPurpose.Registration, Refused(PasskeyRefusal.PolicyDenied));
                return EnrolmentProblem.Of(EnrolmentProblem.UserNameTaken, CeremonySignal.Unknown(relyingParty, passkey.CredentialId));
            case UnitOutcome.Conflict:
                return await refusals.AnswerAsync(http, CeremonyPurpose.Registration, Refused(PasskeyRefusal.CredAlreadyRegistered));
            default:
                return await refusals.AnswerAsync(http, CeremonyPurpose.Registration, Refused(PasskeyRefusal.PolicyDenied));
        }
    }

    private void Tell(Unit unit, Passkey passkey, NewCredential credential) =>
        audit.Add(unit, new(PasskeyEvents.RegisterSucceeded, Actor.User(passkey.AccountId))
        {
            Details = new JsonObject
            {
                ["credential"] = references.Credential(passkey.CredentialId),
                ["aaguid"] = passkey.Aaguid.ToString(),
                ["transports"] = passkey.Transports,
                ["backupEligible"] = passkey.BackupEligible,
                ["backedUp"] = passkey.BackedUp,
                ["uv"] = passkey.UserVerified,
                ["discoverable"] = passkey.Discoverable,
                ["algorithm"] = credential.Algorithm,
                ["attestation"] = passkey.AttestationFormat,
                ["bornIn"] = passkey.BornIn.ToString(),
            },
        });
}
