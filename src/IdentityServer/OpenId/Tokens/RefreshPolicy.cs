using IdentityServer.OpenId.Grants;

namespace IdentityServer.OpenId.Tokens;

/// <summary>What the presentation of a refresh token means (RFC 9700 §4.14.2).</summary>
internal static class RefreshPolicy
{
    public static RefreshStep Next(int presented, GrantInUse grant, bool rotates, TimeSpan grace, DateTimeOffset now) => (grant.Generation - presented) switch
    {
        0 => rotates ? RefreshStep.Rotate : RefreshStep.Keep,
        1 when now < grant.RotatedAt + grace => RefreshStep.Repeat,
        > 0 => RefreshStep.Replayed,
        < 0 => RefreshStep.Unknown,
    };
}

internal enum RefreshStep
{
    /// <summary>The valid token: it makes room for its successor.</summary>
    Rotate,

    /// <summary>The valid token of a client whose token never changes.</summary>
    Keep,

    /// <summary>The token just before: the app asked twice at once, or our answer got lost. It gets the same successor.</summary>
    Repeat,

    /// <summary>An old token: somebody has a copy.</summary>
    Replayed,

    /// <summary>One that was not issued yet, as far as this database knows: it was restored from a backup.</summary>
    Unknown,
}
