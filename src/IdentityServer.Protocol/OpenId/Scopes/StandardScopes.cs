namespace IdentityServer.Protocol.OpenId.Scopes;

/// <summary>OpenID Connect Core §5.4 and §11.</summary>
internal static class StandardScopes
{
    public const string OpenId = "openid";
    public const string OfflineAccess = "offline_access";

    public static readonly IReadOnlyList<Scope> All =
    [
        new(OpenId, ["sub"]),
        new("profile",
        [
            "name", "family_name", "given_name", "middle_name", "nickname", "preferred_username", "profile", "picture",
            "website", "gender", "birthdate", "zoneinfo", "locale", "updated_at",
        ]),
        new("email", ["email", "email_verified"]),
        new("address", ["address"]),
        new("phone", ["phone_number", "phone_number_verified"]),
        new(OfflineAccess, []),
    ];
}
