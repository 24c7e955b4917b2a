using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId.Interactions;

/// <summary>
/// What a person answered an app. What was shown is kept beside what was granted, so that somebody who said no to an
/// optional scope is not asked again at every sign-in.
/// </summary>
internal sealed record Consent(Guid AccountId, Access Shown, Access Granted)
{
    /// <summary>A later answer counts for what it was about; what it was not about stays as it was.</summary>
    public Consent Then(Consent later) => later with
    {
        Shown = Shown.And(later.Shown),
        Granted = Granted.Without(later.Shown).And(later.Granted),
    };
}
