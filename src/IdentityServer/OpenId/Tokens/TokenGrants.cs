namespace IdentityServer.OpenId.Tokens;

/// <summary>Every grant_type there is: a new one is a class of its own, registered beside the others.</summary>
internal sealed class TokenGrants(IEnumerable<ITokenGrant> all, TokenMeter meter)
{
    private readonly Dictionary<string, ITokenGrant> grants = all.ToDictionary(grant => grant.GrantType, StringComparer.Ordinal);

    public async Task<TokenOutcome> AnswerAsync(TokenRequest request, CancellationToken cancellation)
    {
        var outcome = FirstViolation(request) is { } refusal
            ? refusal
            : await grants[request["grant_type"]!].AnswerAsync(request, cancellation); // a known one, by the rules

        meter.Count(request, outcome);
        return outcome;
    }

    // RFC 6749 §5.2. The client is known by now; what follows is about the grant.
    private TokenRefusal? FirstViolation(TokenRequest request) => request["grant_type"] switch
    {
        null => TokenRefusal.GrantTypeMissing,
        var type when !grants.ContainsKey(type) => TokenRefusal.GrantTypeUnknown,
        var type when !request.Client.MayUse(type) => TokenRefusal.GrantTypeNotAllowed,
        _ when request.Form.Sent("scope") && request.Scopes is [] => TokenRefusal.ScopeMalformed,
        _ => null,
    };
}
