namespace IdentityServer.Protocol.OpenId.Logout;

/// <summary>What becomes of a request to sign out.</summary>
internal abstract record EndSessionStep
{
    private EndSessionStep() { }

    /// <summary>Nothing was understood well enough to act on.</summary>
    public sealed record Refuse(ProtocolError Error) : EndSessionStep;

    /// <summary>The app has proven that it speaks of this session, or there is none.</summary>
    public sealed record End(PostLogoutAddress? Return) : EndSessionStep;

    /// <summary>Anybody could have sent this: the person decides.</summary>
    public sealed record Ask(PostLogoutAddress? Return) : EndSessionStep;
}
