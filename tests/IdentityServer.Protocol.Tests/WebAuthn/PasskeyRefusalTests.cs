using IdentityServer.Protocol.WebAuthn;

namespace IdentityServer.Protocol.Tests.WebAuthn;

internal sealed class PasskeyRefusalTests
{
    // The closed list that audit, metrics and integrators know.
    private const string Known =
        "challenge_missing, challenge_expired, challenge_consumed, challenge_binding, purpose_mismatch, type_mismatch, "
        + "origin_mismatch, cross_origin, top_origin, rp_mismatch, up_missing, uv_required, be_bs_invalid, be_changed, "
        + "alg_not_allowed, attestation_rejected, cred_too_long, cred_already_registered, cred_unknown, cred_not_allowed, "
        + "cred_suspended, user_handle_missing, user_handle_mismatch, user_disabled, bad_signature, malformed, "
        + "counter_anomaly, extension_rejected, limit_reached, rate_limited, policy_denied, hold_active, dependency_down";

    [Test]
    public void Codes_never_change() =>
        Assert.That(string.Join(", ", Enum.GetValues<PasskeyRefusal>().Select(refusal => refusal.Code)), Is.EqualTo(Known));
}
