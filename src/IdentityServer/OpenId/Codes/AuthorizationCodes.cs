using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using IdentityServer.Data;
using IdentityServer.Data.Protection;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.Jose;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Codes;

/// <summary>Between the record and the value in the address of the redirect.</summary>
internal sealed class AuthorizationCodes(MasterKey master, IOptions<TokenOptions> options, TimeProvider clock)
{
    private const string Purpose = "authorization code";

    // Sealed, it meets no page; escaped, what an app writes in another script would be six times as long.
    private static readonly AuthorizationCodeJson Json =
        new(new JsonSerializerOptions(AuthorizationCodeJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public string Seal(AuthorizationCode code)
    {
        var now = clock.GetUtcNow();
        var stamped = code with { Handle = Handle.New(now).ToString(), ExpiresAt = now + options.Value.CodeLifetime };
        var json = JsonSerializer.SerializeToUtf8Bytes(stamped, Json.AuthorizationCode);
        return StrictBase64Url.Encode(master.Seal(json, Purpose));
    }

    /// <summary>False for what this server did not seal. Whose code it is, and whether it is still good, is not looked at.</summary>
    public bool TryOpen(string? text, [NotNullWhen(true)] out AuthorizationCode? code)
    {
        code = StrictBase64Url.TryDecode(text, out var sealedCode) && master.TryOpen(sealedCode, Purpose, out var json)
            ? JsonSerializer.Deserialize(json, Json.AuthorizationCode)
            : null;
        return code is not null;
    }
}
