namespace IdentityServer.OpenId.Keys;

internal enum KeyState
{
    /// <summary>Published, so that apps know it before they meet its signature.</summary>
    Announced,

    /// <summary>The one key of its algorithm that signs.</summary>
    Current,

    /// <summary>Signs no more; still published, so that what it has signed can be verified.</summary>
    Retired,

    /// <summary>Published no more; kept for our own old ID tokens that come back as a hint.</summary>
    Expired,

    /// <summary>Neither signs nor verifies, whatever the time.</summary>
    Revoked,
}
