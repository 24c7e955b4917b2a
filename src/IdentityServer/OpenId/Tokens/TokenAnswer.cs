using IdentityServer.OpenId.Answers;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Tokens;

/// <summary>RFC 6749 §5.1, OpenID Connect Core §3.1.3.3.</summary>
internal static class TokenAnswer
{
    public static IResult Of(TokenOutcome outcome) => outcome switch
    {
        TokenOutcome.Issued issued => Of(issued.Tokens),
        TokenOutcome.Refused refused => new OAuthError(refused.Refusal.Error),
        _ => throw new InvalidOperationException(outcome.ToString()),
    };

    private static JsonAnswer Of(IssuedTokens tokens) => new(json =>
    {
        json.WriteString("access_token", tokens.AccessToken);
        json.WriteString("token_type", "Bearer");
        json.WriteNumber("expires_in", (long)tokens.ExpiresIn.TotalSeconds);
        if (tokens.Scopes is not []) // §3.3: a list of one or more
            json.WriteString("scope", string.Join(' ', tokens.Scopes));
        if (tokens.IdToken is not null)
            json.WriteString("id_token", tokens.IdToken);
        if (tokens.RefreshToken is not null)
            json.WriteString("refresh_token", tokens.RefreshToken);
    });
}
