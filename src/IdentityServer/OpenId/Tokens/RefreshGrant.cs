using IdentityServer.OpenId.Grants;
using IdentityServer.Protocol.OpenId.Tokens;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Tokens;

/// <summary>RFC 6749 §6: the next tokens of a grant, if everything behind it still holds.</summary>
internal sealed class RefreshGrant(
    RefreshTokens refreshTokens, GrantStore grants, GrantLedger ledger, TokenIssuer issuer, IOptions<TokenOptions> options) : ITokenGrant
{
    // Of two requests with one token the slower reads again, and finds itself within the grace. More than that is a storm.
    private const int Attempts = 3;

    public string GrantType => GrantTypes.RefreshToken;

    public async Task<TokenOutcome> AnswerAsync(TokenRequest request, CancellationToken cancellation)
    {
        if (request["refresh_token"] is not { } text)
            return TokenRefusal.RefreshTokenMissing;

        if (!refreshTokens.TryRead(text, out var token))
            return TokenRefusal.RefreshTokenUnknown;

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var grant = await grants.FindAsync(token.Grant.ToKey(), cancellation);
            if (GrantRules.FirstViolationOfRefresh(grant, request.Client, request.Now) is { } refusal)
                return refusal;

            if (await TryAsync(grant!, token, request, cancellation) is { } outcome) // no grant is the first violation
                return outcome;
        }

        return TokenRefusal.Busy;
    }

    private async Task<TokenOutcome?> TryAsync(GrantInUse grant, RefreshToken token, TokenRequest request, CancellationToken cancellation)
    {
        switch (RefreshPolicy.Next(token.Generation, grant, request.Client.RotateRefreshTokens, options.Value.RefreshGrace, request.Now))
        {
            case RefreshStep.Rotate:
                return await IssueAsync(grant, token.Next, request, rotates: true, cancellation);
            case RefreshStep.Repeat:
                return await IssueAsync(grant, token.Next, request, rotates: false, cancellation);
            case RefreshStep.Keep:
                return await IssueAsync(grant, token, request, rotates: false, cancellation);
            case RefreshStep.Replayed:
                await ledger.RevokeFamilyAsync(grant.Terms, GrantEnd.RefreshTokenReplayed, request.Now);
                return TokenRefusal.RefreshTokenReplayed;
            default:
                return TokenRefusal.RefreshTokenUnknown;
        }
    }

    /// <summary>Nothing where the grant has changed since it was read.</summary>
    private async Task<TokenOutcome?> IssueAsync(
        GrantInUse grant, RefreshToken next, TokenRequest request, bool rotates, CancellationToken cancellation)
    {
        var catalog = request.Provider.Catalog;
        var terms = grant.Terms with { Access = PresentTerms.Of(grant.Terms.Access, grant.Standing, request.Client, catalog) };
        if (!NarrowedAccess.TryOf(terms.Access, request.Scopes, request.Resources, catalog, out var access, out var error))
            return (TokenRefusal)error;

        var apiClaims = PresentTerms.ApiClaimsOf(access, terms.Access, grant.Standing, request.Provider);
        var tokens = await issuer.IssueAsync(new(request)
        {
            Access = access,
            Grant = terms,
            Person = await grants.FindPersonAsync(grant.Standing, terms.AccountId, [.. apiClaims.Union(terms.Access.IdTokenClaims)], cancellation),
            ApiClaims = apiClaims,
            RefreshToken = next,
        }, cancellation);

        var idle = request.Now + options.Value.LifetimesOf(request.Client).RefreshTokenIdle;
        var recorded = rotates
            ? await ledger.RotateAsync(terms, grant.Generation, request.Now, idle)
            : await ledger.KeepAsync(terms, idle);
        if (!recorded)
            return null;

        return tokens;
    }
}
