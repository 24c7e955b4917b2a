using System.Net;
using System.Text.Json;

namespace RelyingApp;

/// <summary>The only page: who is signed in, what the app was told, and what it can do next.</summary>
internal static class Page
{
    public const string Policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

    public const string Style = """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
        body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
        form { display: inline } button { font: inherit; padding: .5rem 1rem; margin: 0 .25rem .25rem 0 }
        table { border-collapse: collapse; width: 100%; margin: 1rem 0 } caption { text-align: left; font-weight: bold }
        th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; overflow-wrap: anywhere }
        [role=status] { border-left: .25rem solid; padding-left: .75rem }
        """;

    public static IResult Show(Visit visit)
    {
        var message = visit.Message is null ? "" : $"""<p role="status">{Encode(visit.Message)}</p>""";
        visit.Message = null;
        return Results.Content($"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8"><meta name="viewport" content="width=device-width">
              <title>Relying App</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/app.css">
            </head>
            <body>
              <main>
                <h1>Relying App</h1>
                {message}
                {(visit.Tokens is { } tokens ? SignedIn(tokens, visit.UserInfo) : SignedOut)}
              </main>
            </body>
            </html>
            """, "text/html; charset=utf-8");
    }

    private const string SignedOut = """
        <p>This app keeps no passwords and no passkeys. It sends you to the server, and learns who you are.</p>
        <form method="post" action="/sign-in"><button>Sign in</button></form>
        <form method="post" action="/sign-in"><button name="prompt" value="none">Am I signed in already?</button></form>
        """;

    private static string SignedIn(TokenSet tokens, JsonElement? userInfo) => $"""
        <p>Signed in as <strong id="subject">{Encode(userInfo is { } known && known.TryGetProperty("name", out var name) ? name.ToString() : tokens.IdToken.Text("sub"))}</strong>.</p>
        <form method="post" action="/userinfo"><button>Who am I?</button></form>
        <form method="post" action="/refresh"><button{(tokens.RefreshToken is null ? " disabled" : "")}>Refresh the tokens</button></form>
        <form method="post" action="/sign-in"><button name="prompt" value="login">Sign in again</button></form>
        <form method="post" action="/sign-out"><button>Sign out</button></form>
        {Table("ID token", tokens.IdToken.Claims)}
        {(userInfo is { } info ? Table("Userinfo", info) : "")}
        <p>The access token can be used until {Encode(tokens.ExpiresAt.ToString("HH:mm:ss 'UTC'", null))}.</p>
        """;

    private static string Table(string caption, JsonElement claims) => $"""
        <table>
          <caption>{caption}</caption>
          {string.Concat(claims.EnumerateObject().Select(claim => $"""<tr><th scope="row">{Encode(claim.Name)}</th><td>{Encode(claim.Value.ToString())}</td></tr>"""))}
        </table>
        """;

    private static string? Encode(string? text) => WebUtility.HtmlEncode(text);
}
