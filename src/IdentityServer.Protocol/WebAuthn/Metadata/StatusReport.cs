namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>FIDO Metadata Service §3.1.3.</summary>
/// <param name="EffectiveDate">From when on it holds; always, when absent.</param>
/// <param name="SunsetDate">When a certification ends.</param>
/// <param name="Batch">The one attestation certificate that is meant, in DER; the whole model, when absent.</param>
internal sealed record StatusReport(
    AuthenticatorStatus Status, DateOnly? EffectiveDate, DateOnly? SunsetDate = null, ReadOnlyMemory<byte>? Batch = null)
{
    public bool IsEffective(DateOnly today) => EffectiveDate is null || EffectiveDate <= today;

    public bool IsOver(DateOnly today) => SunsetDate <= today;
}
