namespace IdentityServer.TestKit.Relying;

/// <summary>What the token endpoint said: asking for the half that did not come fails with what came instead.</summary>
internal sealed record TokenAnswer
{
    private readonly Tokens? tokens;
    private readonly Refusal? refusal;

    private TokenAnswer(Tokens? tokens, Refusal? refusal) => (this.tokens, this.refusal) = (tokens, refusal);

    public bool IsAccepted => tokens is not null;

    public Tokens Tokens => tokens ?? throw new DistrustException($"instead of tokens came {refusal}");

    public Refusal Refusal => refusal ?? throw new DistrustException("tokens came instead of a refusal");

    public static async Task<TokenAnswer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.ReadObjectAsync("the token endpoint");
        response.ShouldNotBeKept("the token endpoint");
        return response.IsSuccessStatusCode ? new(Tokens.Read(body), null) : new(null, Refusal.Read(response, body));
    }

    public static TokenAnswer Of(Tokens validated) => new(validated, null);
}
