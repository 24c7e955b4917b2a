namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>A certificate an administrator trusts for one model, beside or instead of the metadata service.</summary>
/// <param name="Certificate">DER.</param>
internal sealed record PinnedAnchor(Guid Model, ReadOnlyMemory<byte> Certificate);
