using IdentityServer.Data;
using IdentityServer.OpenId.Grants;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Tokens;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Codes;

/// <summary>RFC 6749 §4.1.3: a code becomes a grant, once, and the grant's first tokens.</summary>
internal sealed class CodeGrant(
    AuthorizationCodes codes, GrantStore grants, GrantLedger ledger, TokenIssuer issuer, IOptions<TokenOptions> options) : ITokenGrant
{
    public string GrantType => GrantTypes.AuthorizationCode;

    public async Task<TokenOutcome> AnswerAsync(TokenRequest request, CancellationToken cancellation)
    {
        if (request["code"] is not { } text)
            return TokenRefusal.CodeMissing;

        if (!codes.TryOpen(text, out var code))
            return TokenRefusal.CodeUnknown;

        if (CodeRules.FirstViolation(new(code, request)) is { } refusal)
        {
            if (CodeRules.Spoils(refusal))
                await ledger.SpoilAsync(TermsOf(code, request), request.Now);
            return refusal;
        }

        // The code is a minute old at most: whoever signed out within it meant this sign-in, too.
        var standing = await grants.FindStandingAsync(code.AccountId, code.SessionId, code.ClientId, cancellation);
        if (StandingRules.FirstViolation(standing, request.Client, code.Handle.At, offline: false, request.Now) is { } fallen)
            return fallen;

        return await RedeemAsync(code, standing!, request, cancellation); // nobody there is the first violation
    }

    private async Task<TokenOutcome> RedeemAsync(
        AuthorizationCode code, Standing standing, TokenRequest request, CancellationToken cancellation)
    {
        var catalog = request.Provider.Catalog;
        var terms = TermsOf(code, request, standing);
        var present = PresentTerms.Of(terms.Access, standing, request.Client, catalog);
        if (!NarrowedAccess.TryOf(present, [], request.Resources, catalog, out var access, out var error))
            return (TokenRefusal)error;

        var apiClaims = PresentTerms.ApiClaimsOf(access, present, standing, request.Provider);
        var isRefreshable = request.Client.MayUse(GrantTypes.RefreshToken);
        var tokens = await issuer.IssueAsync(new(request)
        {
            Access = access,
            Grant = terms with { Access = present },
            Person = await grants.FindPersonAsync(standing, terms.AccountId, [.. apiClaims.Union(present.IdTokenClaims)], cancellation),
            ApiClaims = apiClaims,
            Nonce = code.Nonce,
            RefreshToken = isRefreshable ? new(code.Handle, Generation: 1) : null,
        }, cancellation);

        var idle = isRefreshable ? request.Now + options.Value.LifetimesOf(request.Client).RefreshTokenIdle : terms.ExpiresAt;
        var outcome = await ledger.OpenAsync(terms, code.PasskeyId, request.Now, idle, isRefreshable ? 1 : 0);
        if (outcome is UnitOutcome.Committed)
            return tokens;
        if (outcome is UnitOutcome.Missed)
            return TokenRefusal.SessionEnded;

        await ledger.RevokeFamilyAsync(terms, GrantEnd.CodeReplayed, request.Now);
        return TokenRefusal.CodeUsed;
    }

    private GrantTerms TermsOf(AuthorizationCode code, TokenRequest request, Standing? standing = null) => new()
    {
        Id = code.Handle.ToKey(),
        ClientId = code.ClientId,
        AccountId = code.AccountId,
        SessionId = code.SessionId,
        Access = code.Access,
        Authentication = code.Authentication,
        ExpiresAt = ExpiryOf(code, request, standing?.SessionExpiresAt),
    };

    // Without a refresh token the row is needed as long as the code or the access token could come back.
    private DateTimeOffset ExpiryOf(AuthorizationCode code, TokenRequest request, DateTimeOffset? sessionExpiresAt)
    {
        var lifetimes = options.Value.LifetimesOf(request.Client);
        if (!request.Client.MayUse(GrantTypes.RefreshToken))
            return request.Now + lifetimes.AccessToken;

        var limit = request.Now + lifetimes.RefreshToken;
        return !code.Access.IsOffline && sessionExpiresAt < limit ? sessionExpiresAt.Value : limit;
    }
}
