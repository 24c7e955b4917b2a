namespace IdentityServer.Protocol.OpenId.Clients.Authentication;

/// <summary>What a request shows to prove which client sends it, and by which of the registered methods.</summary>
internal abstract record ClientCredentials(string ClientId, string Method)
{
    /// <summary>RFC 6749 §2.3: a public client only says its name.</summary>
    public sealed record Name(string ClientId) : ClientCredentials(ClientId, AuthenticationMethods.None);

    /// <summary>RFC 6749 §2.3.1, in the header or in the body.</summary>
    public sealed record Secret(string ClientId, string Value, string Method) : ClientCredentials(ClientId, Method);

    /// <summary>RFC 7523 §2.2</summary>
    public sealed record Signed(string ClientId, ClientAssertion Assertion) : ClientCredentials(ClientId, AuthenticationMethods.PrivateKeyJwt);
}
