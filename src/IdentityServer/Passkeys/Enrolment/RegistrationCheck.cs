using System.Text;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Trust;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Messages;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>The way from a browser's answer to a passkey that may be kept. It reads and decides; nothing is written here.</summary>
internal sealed class RegistrationCheck(
    CeremonyStore ceremonies, IEnumerable<IEnrolmentOccasion> occasions, EnrolmentPolicies policies, NewPasskey maker, RelyingParty relyingParty, TimeProvider clock)
{
    public async Task<RegistrationProof> CheckAsync(HttpContext http, CeremonyAnswer answer, CancellationToken cancellation)
    {
        var taken = await ceremonies.TakeAsync(http, answer.Ceremony, CeremonyPurpose.Registration, cancellation);
        if (taken is not TakenCeremony.Yours { Ceremony: var ceremony })
            return new RegistrationProof.Refused(PasskeyProof.Refused.Of((TakenCeremony.Refused)taken));

        if (!RegistrationResponse.TryParse(Encoding.UTF8.GetBytes(answer.Credential.GetRawText()), out var response))
            return new RegistrationProof.Refused(new(PasskeyRefusal.Malformed) { Ceremony = ceremony });

        var occasion = occasions.Single(it => it.Origin == ceremony.Origin);
        if (await occasion.ConfirmAsync(http, ceremony, cancellation) is not { } enrollee)
            return Refused(PasskeyRefusal.PolicyDenied);

        var policy = await policies.ForAsync(enrollee, cancellation);
        var outcome = Registration.Verify(ceremony.ToRegistration(relyingParty), response, policy.Registration, clock.GetUtcNow());
        if (outcome is not RegistrationOutcome.Accepted { Credential: var credential })
            return Refused(((RegistrationOutcome.Refused)outcome).Reason);

        return await maker.MakeAsync(http, ceremony, enrollee, credential, policy, cancellation) is { } passkey
            ? new RegistrationProof.Accepted(ceremony, occasion, enrollee, credential, passkey)
            : Refused(PasskeyRefusal.LimitReached);

        // The browser has a passkey by now that we will not have: it is told so.
        RegistrationProof.Refused Refused(PasskeyRefusal reason) => new(new(reason) { Ceremony = ceremony, UnknownCredential = response.CredentialId });
    }
}

internal abstract record RegistrationProof
{
    private RegistrationProof()
    {
    }

    public sealed record Accepted(
        PendingCeremony Ceremony, IEnrolmentOccasion Occasion, Enrollee Enrollee, NewCredential Credential, Passkey Passkey) : RegistrationProof;

    public sealed record Refused(PasskeyProof.Refused Why) : RegistrationProof;
}
