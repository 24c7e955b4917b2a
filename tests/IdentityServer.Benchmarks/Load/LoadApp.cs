using System.Net.Http.Headers;
using System.Text;

namespace IdentityServer.Benchmarks.Load;

/// <summary>The apps of a run: all servers know them. Ours learns them from clients.json.</summary>
internal sealed record LoadApp(string ClientId, string Secret)
{
    public const string RedirectUri = "https://app.test/callback";

    // RFC 7636 appendix B: the challenge's making is the client's work, not the server's.
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    /// <summary>Signs people in; opaque access tokens, ES256 ID tokens.</summary>
    public static readonly LoadApp Web = new("load-app", "load-secret-0123456789-0123456789");

    /// <summary>The same with JWT access tokens.</summary>
    public static readonly LoadApp WebWithJwt = new("load-app-jwt", Web.Secret);

    /// <summary>The same with RS256 ID tokens.</summary>
    public static readonly LoadApp WebWithRsa = new("load-app-rsa", Web.Secret);

    /// <summary>Acts for itself.</summary>
    public static readonly LoadApp Machine = new("load-machine", Web.Secret);

    public AuthenticationHeaderValue Basic { get; } =
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ClientId}:{Secret}")));

    public string AuthorizeQuery { get; } =
        $"?client_id={ClientId}&response_type=code&redirect_uri={Uri.EscapeDataString(RedirectUri)}&scope=openid%20profile%20offline_access"
        + $"&state=af0ifjsldkj&nonce=n-0S6_WzA2Mj&code_challenge={Challenge}&code_challenge_method=S256";

    public static string CodeForm(string code) =>
        $"grant_type=authorization_code&code={code}&redirect_uri={Uri.EscapeDataString(RedirectUri)}&code_verifier={Verifier}";

    public static string CodeOf(string location)
    {
        if (!location.StartsWith(RedirectUri, StringComparison.Ordinal) || location.IndexOf("code=", StringComparison.Ordinal) is not (> 0 and var at))
            throw new UnexpectedAnswerException($"The app gets no code but is sent to {location}");

        var end = location.IndexOf('&', at);
        return end < 0 ? location[(at + 5)..] : location[(at + 5)..end];
    }
}
