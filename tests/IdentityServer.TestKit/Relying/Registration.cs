using System.Text.Json.Nodes;

namespace IdentityServer.TestKit.Relying;

/// <summary>
/// One app as both sides know it. <see cref="ToMetadata"/> is what the server is told (RFC 7591); <see cref="Extra"/> are
/// members that only the test at hand is about.
/// </summary>
internal sealed record Registration
{
    public string ClientId { get; init; } = $"app-{StrictText.Random(6)}";

    public string Name { get; init; } = "The app";

    public ClientProof Proof { get; init; } = new ClientProof.SecretBasic(StrictText.Random());

    public string RedirectUri { get; init; } = "https://app.test/callback";

    public string? PostLogoutRedirectUri { get; init; } = "https://app.test/signed-out";

    public IReadOnlyList<string> GrantTypes { get; init; } = ["authorization_code", "refresh_token"];

    /// <summary>The default that OpenID Connect gives to a client which says nothing.</summary>
    public string IdTokenAlgorithm { get; init; } = "RS256";

    public string? UserInfoAlgorithm { get; init; }

    public string? BackchannelLogoutUri { get; init; }

    /// <summary>Our own app, whose people are not asked for consent.</summary>
    public bool FirstParty { get; init; } = true;

    public JsonObject Extra { get; init; } = [];

    public static Registration Public() => new() { Proof = new ClientProof.None() };

    public static Registration WithKey(AppKey key) => new() { Proof = new ClientProof.PrivateKeyJwt(key) };

    public JsonObject ToMetadata()
    {
        var metadata = new JsonObject
        {
            ["client_id"] = ClientId,
            ["client_name"] = Name,
            ["redirect_uris"] = new JsonArray(RedirectUri),
            ["grant_types"] = new JsonArray([.. GrantTypes.Select(it => JsonValue.Create(it))]),
            ["response_types"] = GrantTypes.Contains("authorization_code") ? new JsonArray("code") : [],
            ["token_endpoint_auth_method"] = Proof.Method,
            ["id_token_signed_response_alg"] = IdTokenAlgorithm,
            ["first_party"] = FirstParty,
        };
        if (!GrantTypes.Contains("authorization_code"))
            metadata["redirect_uris"] = new JsonArray();
        if (PostLogoutRedirectUri is not null && GrantTypes.Contains("authorization_code"))
            metadata["post_logout_redirect_uris"] = new JsonArray(PostLogoutRedirectUri);
        if (UserInfoAlgorithm is not null)
            metadata["userinfo_signed_response_alg"] = UserInfoAlgorithm;
        if (BackchannelLogoutUri is not null)
            metadata["backchannel_logout_uri"] = BackchannelLogoutUri;

        switch (Proof)
        {
            case ClientProof.SecretBasic { Secret: var secret }: metadata["client_secret"] = secret; break;
            case ClientProof.SecretPost { Secret: var secret }: metadata["client_secret"] = secret; break;
            case ClientProof.PrivateKeyJwt { Key: var key }:
                metadata["token_endpoint_auth_signing_alg"] = key.Algorithm;
                metadata["jwks"] = new JsonObject { ["keys"] = new JsonArray(key.PublicJwk) };
                break;
        }

        foreach (var (name, value) in Extra)
            metadata[name] = value?.DeepClone();
        return metadata;
    }
}
