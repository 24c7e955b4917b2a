using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Tokens.Codes;

namespace IdentityServer.OpenId.Codes;

/// <summary>Every check of a code that needs no database, in order; the first violation is the answer.</summary>
internal static class CodeRules
{
    public static readonly IReadOnlyList<Func<CodeRedemption, TokenRefusal?>> InOrder =
    [
        OwnCode,
        InTime,
        StillWanted,
        SameRedirectUri,
        Verifier,
    ];

    public static TokenRefusal? FirstViolation(CodeRedemption redemption)
    {
        foreach (var rule in InOrder)
            if (rule(redemption) is { } refusal)
                return refusal;

        return null;
    }

    /// <summary>
    /// The owner of the code shows it wrongly: that is no accident, and there is no second guess. Whoever is not its owner
    /// cannot spoil it.
    /// </summary>
    public static bool Spoils(TokenRefusal refusal) => refusal != TokenRefusal.CodeOfAnotherClient && refusal != TokenRefusal.CodeExpired;

    // RFC 6749 §4.1.3
    private static TokenRefusal? OwnCode(CodeRedemption redemption) =>
        redemption.Code.ClientId == redemption.Request.Client.ClientId ? null : TokenRefusal.CodeOfAnotherClient;

    private static TokenRefusal? InTime(CodeRedemption redemption) =>
        redemption.Request.Now < redemption.Code.ExpiresAt ? null : TokenRefusal.CodeExpired;

    private static TokenRefusal? StillWanted(CodeRedemption redemption) =>
        redemption.Code.Handle.At < redemption.Request.Client.NotBefore ? TokenRefusal.GrantRevoked : null;

    // RFC 6749 §4.1.3: it was in the request, so it must be here. The authorization endpoint does not do without it.
    private static TokenRefusal? SameRedirectUri(CodeRedemption redemption) =>
        redemption.Request["redirect_uri"] == redemption.Code.RedirectUri ? null : TokenRefusal.RedirectUriDiffers;

    // RFC 7636 §4.6. RFC 9700 §4.8.2: a verifier for a code without a challenge is a sign that somebody took it away.
    private static TokenRefusal? Verifier(CodeRedemption redemption) => (redemption.Code.CodeChallenge, redemption.Request["code_verifier"]) switch
    {
        (null, null) => null,
        (null, _) => TokenRefusal.VerifierUnexpected,
        (_, null) => TokenRefusal.VerifierMissing,
        var (challenge, verifier) when CodeChallenge.IsVerifier(verifier) && CodeChallenge.Matches(challenge, verifier) => null,
        _ => TokenRefusal.VerifierWrong,
    };
}
