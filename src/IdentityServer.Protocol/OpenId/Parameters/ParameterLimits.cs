namespace IdentityServer.Protocol.OpenId.Parameters;

/// <summary>How much of each parameter we read. What we do not know is ignored, so its length does not matter.</summary>
internal static class ParameterLimits
{
    public const int Count = 200;

    public static int LengthOf(string name) => name switch
    {
        "state" => 4096,
        "nonce" => 512,
        "client_id" or "acr_values" or "ui_locales" or "login_hint" or "logout_hint" => 512,
        "redirect_uri" or "post_logout_redirect_uri" or "resource" or "scope" or "client_secret" => 2048,
        "claims" => 8 * 1024,
        "id_token_hint" or "client_assertion" or "request" or "token" or "code" => 16 * 1024,
        "refresh_token" => 4096,
        _ => int.MaxValue,
    };

    // RFC 8707 §2; RFC 8693 §2.1 names "audience" too.
    public static bool MayRepeat(string name) => name is "resource" or "audience";
}
