namespace IdentityServer.Protocol.WebAuthn.Metadata;

internal abstract record AuthenticatorDecision
{
    private AuthenticatorDecision()
    {
    }

    /// <summary>A trusted author vouches for the model.</summary>
    /// <param name="Model">The empty Guid for U2F: it signs no model number, so that none may be believed.</param>
    /// <param name="Entry">Set when the metadata service's own anchors were reached, not only pinned ones.</param>
    public sealed record Trusted(Guid Model, MetadataEntry? Entry) : AuthenticatorDecision;

    public sealed record Refused(AuthenticatorRefusal Reason) : AuthenticatorDecision;

    public static implicit operator AuthenticatorDecision(AuthenticatorRefusal reason) => new Refused(reason);
}
