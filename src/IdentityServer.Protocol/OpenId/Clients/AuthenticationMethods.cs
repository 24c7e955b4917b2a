namespace IdentityServer.Protocol.OpenId.Clients;

/// <summary>The values of token_endpoint_auth_method (OpenID Connect Core §9, RFC 7591 §2).</summary>
internal static class AuthenticationMethods
{
    public const string None = "none";
    public const string SecretBasic = "client_secret_basic";
    public const string SecretPost = "client_secret_post";
    public const string PrivateKeyJwt = "private_key_jwt";

    public static readonly IReadOnlyList<string> All = [SecretBasic, SecretPost, PrivateKeyJwt, None];

    public static bool UsesSecret(string method) => method is SecretBasic or SecretPost;
}
