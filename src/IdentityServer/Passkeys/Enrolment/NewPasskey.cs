using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Trust;
using IdentityServer.Protocol.WebAuthn.Authenticators;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>Gives a verified credential a name, a seal and a place in its account.</summary>
internal sealed class NewPasskey(
    PasskeyStore passkeys, PasskeySeal seal, PasskeyNaming naming, RelyingParty relyingParty, IOptions<PasskeyOptions> options, TimeProvider clock)
{
    /// <summary>Null where the account has as many as it may have.</summary>
    public async Task<Passkey?> MakeAsync(
        HttpContext http, PendingCeremony ceremony, Enrollee enrollee, NewCredential credential, EnrolmentPolicy policy, CancellationToken cancellation)
    {
        var existing = enrollee.NewAccount is null ? await passkeys.OfAccountAsync(enrollee.AccountId, cancellation) : [];
        if (existing.Count >= options.Value.PerAccount)
            return null;

        var now = clock.GetUtcNow();
        var decision = policy.Decide(credential, now);
        var name = naming.Propose(credential, http.Request, existing);
        var passkey = new Passkey
        {
            Id = Guid.CreateVersion7(now),
            AccountId = enrollee.AccountId,
            CredentialId = credential.Id,
            PublicKey = credential.PublicKey,
            RelyingPartyId = relyingParty.Id,
            Aaguid = credential.Aaguid,
            Transports = string.Join(' ', credential.Transports),
            BackupEligible = credential.BackupEligible,
            BackedUp = credential.BackedUp,
            Discoverable = credential.Discoverable,
            // WA-04: nobody was asked, so nobody was verified.
            UserVerified = credential.UserVerified && !ceremony.Conditional,
            AttestationFormat = credential.Attestation.Format,
            AttestedModel = decision is AuthenticatorDecision.Trusted trusted ? trusted.Model : null,
            HardwareProtected = decision is not null && HardwareProtection.IsProven(decision, credential.BackupEligible),
            BornIn = ceremony.Origin!.Value,
            Name = name,
            NormalizedName = PasskeyName.KeyOf(name),
            Counter = credential.Counter,
            CreatedAt = now,
            Mac = [],
        };
        return passkey with { Mac = seal.Compute(passkey) };
    }
}
