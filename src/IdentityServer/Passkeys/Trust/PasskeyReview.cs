using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Metadata;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Passkeys.Trust;

/// <summary>
/// A model that was fine when it was enrolled may have been broken since, and somebody may have joined a managed group
/// with what they had. Such passkeys are marked, or suspended where the operator wants that, until the reason is gone: the
/// model was found to be sound after all, or its owner is no longer a member.
/// </summary>
internal sealed class PasskeyReview(
    ManagedGroups managed,
    AuthenticatorDemands demands,
    PasskeyStore passkeys,
    PasskeyVerdict verdict,
    TimeProvider clock,
    ILogger<PasskeyReview> logger)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var policy = await demands.PresentAsync(cancellation);
        var members = await managed.MembersAsync(cancellation);
        var flagged = 0;
        foreach (var member in members)
        {
            foreach (var passkey in await passkeys.OfAccountAsync(member, cancellation))
                flagged += await verdict.ApplyAsync(passkey, Judge(passkey, policy, now), now, cancellation) ? 1 : 0;
        }

        foreach (var passkey in (await passkeys.FlaggedAsync(cancellation)).Where(it => !members.Contains(it.AccountId)))
            await verdict.ApplyAsync(passkey, reason: null, now, cancellation);

        if (flagged > 0)
            logger.PasskeysFlagged(flagged);
    }

    private static AuthenticatorRefusal? Judge(Passkey passkey, AuthenticatorPolicy policy, DateTimeOffset now) => policy.Reconsider(
        passkey.AttestedModel ?? Guid.Empty, passkey.AttestedModel is null ? AttestationType.None : AttestationType.Certified, now);
}
