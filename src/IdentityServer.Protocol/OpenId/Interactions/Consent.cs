using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId.Interactions;

/// <summary>
/// What a person answered an app. What was shown is kept beside what was granted, so that somebody who said no to an
/// optional scope is not asked again at every sign-in.
/// </summary>
internal sealed record Consent(Guid AccountId, Access Shown, Access Granted);
