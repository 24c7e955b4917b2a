namespace IdentityServer.Protocol.OpenId.Scopes;

/// <param name="Claims">What userinfo tells about a person for this scope.</param>
/// <param name="Description">What the consent page says; the built-in scopes have their words in the resource files.</param>
internal sealed record Scope(string Name, IReadOnlyList<string> Claims, string? Description = null);
