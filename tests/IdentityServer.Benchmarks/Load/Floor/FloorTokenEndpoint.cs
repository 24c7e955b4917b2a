using System.Security.Cryptography;
using System.Text;
using IdentityServer.Data;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Benchmarks.Load.Floor;

/// <summary>Authorize, token, introspection and userinfo, with nothing but their unavoidable work.</summary>
internal sealed class FloorTokenEndpoint(FloorTokens tokens, FloorStore store)
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(400);
    private static readonly byte[] SecretHash = SHA256.HashData("secret"u8);

    /// <summary>One session read, one sealed code.</summary>
    public Task AuthorizeAsync(HttpContext http)
    {
        var session = store.Find(FloorTables.Session, row => row.GetFieldValue<byte[]>(0), Key(http.Request.Cookies["__Host-session"]!));
        if (session is null)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        Span<byte> code = stackalloc byte[300];
        Handle.New(TimeProvider.System.GetUtcNow()).CopyTo(code);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = $"{http.Request.Query["redirect_uri"]}?code={tokens.Seal(code)}&state={http.Request.Query["state"]}&iss=http%3A%2F%2Flocalhost";
        return Task.CompletedTask;
    }

    public async Task AnswerAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var app = CheckSecret(http);
        switch ((string?)form["grant_type"])
        {
            case "authorization_code": await RedeemAsync(http, form, app); break;
            case "refresh_token": await RefreshAsync(http, form, app); break;
            default:
                await FloorServer.AnswerAsync(http, $$"""{"access_token":"{{tokens.Sign()}}","token_type":"Bearer","expires_in":300}""");
                break;
        }
    }

    /// <summary>The client's secret, the token, its grant.</summary>
    public async Task IntrospectAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        CheckSecret(http);
        var grant = store.Find(FloorTables.Grant, row => row.GetFieldValue<byte[]>(0), tokens.Open(form["token"]!)[..Handle.Length]);
        await FloorServer.AnswerAsync(http, grant is null ? """{"active":false}""" : ActiveToken);
    }

    /// <summary>The token, its grant, the person.</summary>
    public Task UserInfoAsync(HttpContext http)
    {
        var token = http.Request.Headers.Authorization.ToString()["Bearer ".Length..];
        // A signed token names its grant inside; here any grant does, the read costs the same.
        var grant = token.Contains('.', StringComparison.Ordinal)
            ? tokens.Verify(token) ? new byte[Handle.Length] : throw new CryptographicException("The token is forged.")
            : tokens.Open(token)[..Handle.Length];
        store.Find(FloorTables.Grant, row => row.GetFieldValue<byte[]>(0), grant);
        store.Find(FloorTables.Account, row => row.GetFieldValue<byte[]>(0), grant);
        return FloorServer.AnswerAsync(http, Person);
    }

    private const string ActiveToken = """{"active":true,"sub":"00000000-0000-0000-0000-000000000000","client_id":"load-app","scope":"openid profile","iss":"http://localhost:5000","iat":1760000000,"exp":1760000300,"token_type":"Bearer"}""";

    private const string Person = """{"sub":"00000000-0000-0000-0000-000000000000","name":"Ada Lovelace","preferred_username":"ada","email":"ada@localhost","email_verified":true,"updated_at":1760000000}""";

    /// <summary>The code opened, the challenge compared; the grant and its audit row on disk; two tokens signed or sealed.</summary>
    private async Task RedeemAsync(HttpContext http, IFormCollection form, string app)
    {
        var code = tokens.Open(form["code"]!);
        SHA256.HashData(Encoding.ASCII.GetBytes((string)form["code_verifier"]!));
        var grant = Handle.Read(code).ToKey();
        await store.WriteAsync(
            (FloorTables.AddGrant, [grant, Content]),
            (FloorTables.AddAudit, [Handle.New(TimeProvider.System.GetUtcNow()).ToKey(), Content]));
        await AnswerAsync(http, app, grant, generation: 0);
    }

    /// <summary>The grant read, the person read, one conditional update on disk.</summary>
    private async Task RefreshAsync(HttpContext http, IFormCollection form, string app)
    {
        var (grant, generation) = tokens.OpenRefreshToken(form["refresh_token"]!);
        store.Find(FloorTables.Grant, row => row.GetFieldValue<byte[]>(0), grant);
        store.Find(FloorTables.Account, row => row.GetFieldValue<byte[]>(0), grant);
        await store.WriteAsync((FloorTables.Rotate, [generation + 1, grant, generation]));
        await AnswerAsync(http, app, grant, generation + 1);
    }

    private Task AnswerAsync(HttpContext http, string app, byte[] grant, int generation)
    {
        Span<byte> content = stackalloc byte[120];
        grant.CopyTo(content);
        var access = app == LoadApp.WebWithJwt.ClientId ? tokens.Sign() : tokens.Seal(content);
        return FloorServer.AnswerAsync(http,
            $$"""{"access_token":"{{access}}","token_type":"Bearer","expires_in":300,"refresh_token":"{{tokens.RefreshToken(grant, generation)}}","id_token":"{{tokens.Sign(rsa: app == LoadApp.WebWithRsa.ClientId)}}","scope":"openid profile offline_access"}""");
    }

    /// <summary>Which app it is; its secret costs what a secret costs.</summary>
    private static string CheckSecret(HttpContext http)
    {
        var basic = Convert.FromBase64String(http.Request.Headers.Authorization.ToString()["Basic ".Length..]);
        var colon = basic.AsSpan().IndexOf((byte)':');
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(basic.AsSpan(colon + 1)), SecretHash);
        return Encoding.ASCII.GetString(basic, 0, colon);
    }

    private static byte[] Key(string text) => Handle.TryParse(text, out var handle) ? handle.ToKey() : new byte[Handle.Length];
}
