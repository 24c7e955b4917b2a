namespace RelyingApp;

/// <summary>All the app has to know about where people sign in. There is no secret: PKCE ties the code to this app.</summary>
public sealed class AppSettings
{
    public string Issuer { get; set; } = "http://localhost:5000";

    public string ClientId { get; set; } = "relying-app";

    /// <summary>Where browsers find this app.</summary>
    public string Origin { get; set; } = "http://localhost:5002";

    public string Scope { get; set; } = "openid profile email offline_access";

    public string RedirectUri => $"{Origin}/callback";

    public string PostLogoutRedirectUri => $"{Origin}/signed-out";
}
