namespace IdentityServer.OpenId.Tokens;

internal abstract record TokenOutcome
{
    private TokenOutcome() { }

    public sealed record Issued(IssuedTokens Tokens) : TokenOutcome;

    public sealed record Refused(TokenRefusal Refusal) : TokenOutcome;

    public static implicit operator TokenOutcome(IssuedTokens tokens) => new Issued(tokens);

    public static implicit operator TokenOutcome(TokenRefusal refusal) => new Refused(refusal);
}
