using IdentityServer.Accounts;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Options;

namespace IdentityServer.Passkeys;

/// <summary>Rows in the verifier's words.</summary>
internal static class PasskeyMapping
{
    extension(Passkey passkey)
    {
        public CredentialDescriptor ToDescriptor() =>
            new(passkey.CredentialId, passkey.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        public CredentialRecord ToRecord(AccountFacts owner) => new()
        {
            Id = passkey.CredentialId,
            PublicKey = passkey.PublicKey,
            UserHandle = owner.UserHandle,
            Counter = (uint)passkey.Counter,
            BackupEligible = passkey.BackupEligible,
            BackedUp = passkey.BackedUp,
        };
    }

    extension(IEnumerable<Passkey> passkeys)
    {
        /// <summary>For people we know. Whoever only typed a name gets the order in which they were made, as strangers do: it never changes.</summary>
        public IEnumerable<Passkey> LastUsedFirst() => passkeys.OrderByDescending(it => it.LastUsedAt ?? it.CreatedAt);
    }

    extension(PendingCeremony pending)
    {
        public AuthenticationCeremony ToAuthentication(RelyingParty relyingParty) => new()
        {
            Challenge = pending.Challenge,
            ExpiresAt = pending.ExpiresAt,
            RelyingPartyId = pending.RelyingPartyId,
            Origins = relyingParty.Origins,
            UserVerification = Level(pending),
        };

        public RegistrationCeremony ToRegistration(RelyingParty relyingParty) => new()
        {
            Challenge = pending.Challenge,
            ExpiresAt = pending.ExpiresAt,
            RelyingPartyId = pending.RelyingPartyId,
            Origins = relyingParty.Origins,
            UserVerification = Level(pending),
            Conditional = pending.Conditional,
            ResidentKey = IsOurIdea(pending.Origin) ? ResidentKey.Required : ResidentKey.Preferred,
        };
    }

    extension(AuthenticationCeremony ceremony)
    {
        /// <summary>Whose passkey answers; where the question named nobody, the authenticator must.</summary>
        public AuthenticationCeremony For(PendingCeremony pending, AccountFacts account) =>
            pending.AccountId is null ? ceremony : ceremony with { UserHandle = account.UserHandle };
    }

    // Nobody asked for it, so it must be worth having: one that is found without a name. Who comes with a key of their own may add it.
    private static bool IsOurIdea(PasskeyOrigin? origin) =>
        origin is PasskeyOrigin.Conditional or PasskeyOrigin.Password or PasskeyOrigin.OtherDevice;

    private static UserVerification Level(PendingCeremony pending) =>
        pending.UserVerificationRequired ? UserVerification.Required : UserVerification.Preferred;
}
