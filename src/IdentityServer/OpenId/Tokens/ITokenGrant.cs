namespace IdentityServer.OpenId.Tokens;

/// <summary>One grant_type: what is checked, and what is issued.</summary>
internal interface ITokenGrant
{
    string GrantType { get; }

    Task<TokenOutcome> AnswerAsync(TokenRequest request, CancellationToken cancellation);
}
