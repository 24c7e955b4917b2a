namespace IdentityServer.Protocol.OpenId.Tokens;

/// <summary>
/// The <c>typ</c> of what we sign, so that nothing of one kind passes for another (RFC 8725 §3.11).
/// </summary>
internal static class TokenTypes
{
    /// <summary>RFC 9068 §2.1.</summary>
    public const string AccessToken = "at+jwt";

    public const string IdToken = "JWT";

    public const string UserInfo = "JWT";
}
