using IdentityServer.Data;

namespace IdentityServer.OpenId.Grants;

/// <summary>
/// Joins the unit of whatever takes a permission back. From that moment on no refresh token works, and no access token
/// at our own endpoints; an API that verifies tokens by itself follows when they expire.
/// </summary>
internal static class GrantRevocation
{
    public static Unit Of(Unit unit, byte[] grantId, GrantEnd reason, DateTimeOffset now) =>
        unit.Add(GrantStatements.Revoke, now, reason, grantId);

    public static Unit OfAccount(Unit unit, Guid accountId, GrantEnd reason, DateTimeOffset now) =>
        unit.Add(GrantStatements.RevokeOfAccount, now, reason, accountId);

    /// <summary>Everything one person ever allowed one app.</summary>
    public static Unit OfConsent(Unit unit, Guid accountId, string clientId, GrantEnd reason, DateTimeOffset now) =>
        unit.Add(GrantStatements.RevokeOfConsent, now, reason, accountId, clientId);

    /// <summary>What was granted after proving oneself with a passkey that is now removed or suspended.</summary>
    public static Unit OfPasskey(Unit unit, Guid accountId, Guid passkeyId, GrantEnd reason, DateTimeOffset now) =>
        unit.Add(GrantStatements.RevokeOfPasskey, now, reason, accountId, passkeyId);

    /// <summary>Reads the whole table: for operators, not for the request path. A client that is only disabled needs none.</summary>
    public static Unit OfClient(Unit unit, string clientId, GrantEnd reason, DateTimeOffset now) =>
        unit.Add(GrantStatements.RevokeOfClient, now, reason, clientId);
}
