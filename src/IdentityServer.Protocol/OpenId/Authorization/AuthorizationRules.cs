using IdentityServer.Protocol.OpenId.Authorization.Rules;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization;

/// <summary>Every check of an authorization request, in order; the first violation is the answer.</summary>
internal static class AuthorizationRules
{
    /// <summary>While these are open, nothing may be sent to the address that the request names.</summary>
    public static readonly IReadOnlyList<Func<AuthorizationRequest, Client?, ProtocolError?>> BeforeTrust =
    [
        KnownClientRule.Check,
        RedirectUriRule.Check,
        PushedRequestRule.Check,
    ];

    public static readonly IReadOnlyList<Func<AuthorizationRequest, Client, Provider, ProtocolError?>> AfterTrust =
    [
        WellFormedRule.Check,
        RequestObjectRule.Check,
        ResponseTypeRule.Check,
        ResponseModeRule.Check,
        ScopeRule.Check,
        ResourceRule.Check,
        PkceRule.Check,
        PromptRule.Check,
        MaxAgeRule.Check,
        ClaimsRule.Check,
    ];

    public static ProtocolError? FirstViolationBeforeTrust(AuthorizationRequest request, Client? client)
    {
        foreach (var check in BeforeTrust)
            if (check(request, client) is { } error)
                return error;

        return null;
    }

    public static ProtocolError? FirstViolation(AuthorizationRequest request, Client client, Provider provider)
    {
        foreach (var check in AfterTrust)
            if (check(request, client, provider) is { } error)
                return error;

        return null;
    }
}
