using IdentityServer.Passkeys.Enrolment;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Attestation.Formats;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Metadata;
using IdentityServer.Protocol.WebAuthn.Options;

namespace IdentityServer.Passkeys.Trust;

/// <summary>Which authenticators one person may add: any, or what their groups demand.</summary>
internal sealed record EnrolmentPolicy(AuthenticatorPolicy? Demands)
{
    public AttestationConveyance Conveyance => Demands is null ? AttestationConveyance.None : AttestationConveyance.Direct;

    public RegistrationPolicy Registration => Demands is null
        ? RegistrationPolicy.Open
        : new(CoseAlgorithms.Standard, new AttestationPolicy(AttestationFormats.All, Demands.Trusts));

    public AuthenticatorDecision? Decide(NewCredential credential, DateTimeOffset now) =>
        Demands?.Decide(credential.Attestation, credential.Aaguid, now);
}

internal sealed class EnrolmentPolicies(ManagedGroups managed, AuthenticatorDemands demands)
{
    private static readonly EnrolmentPolicy AnyAuthenticator = new(Demands: null);

    /// <summary>Asked when a ceremony begins and again when it is answered: a group joined meanwhile counts.</summary>
    public async Task<EnrolmentPolicy> ForAsync(Enrollee enrollee, CancellationToken cancellation)
    {
        var isManaged = enrollee.NewAccount is { } account
            ? managed.Any(account.Groups)
            : await managed.IncludeAsync(enrollee.AccountId, cancellation);
        return isManaged ? new(await demands.PresentAsync(cancellation)) : AnyAuthenticator;
    }
}
