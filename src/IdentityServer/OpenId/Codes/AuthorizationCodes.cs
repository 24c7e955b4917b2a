using System.Diagnostics.CodeAnalysis;
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

    public string Seal(AuthorizationCode code)
    {
        var now = clock.GetUtcNow();
        var stamped = code with { Handle = Handle.New(now), ExpiresAt = now + options.Value.CodeLifetime };
        return StrictBase64Url.Encode(master.Seal(AuthorizationCodeBytes.Write(stamped), Purpose));
    }

    /// <summary>False for what this server did not seal. Whose code it is, and whether it is still good, is not looked at.</summary>
    public bool TryOpen(string? text, [NotNullWhen(true)] out AuthorizationCode? code)
    {
        code = StrictBase64Url.TryDecode(text, out var sealedCode) && master.TryOpen(sealedCode, Purpose, out var content)
            ? AuthorizationCodeBytes.Read(content) : null;
        return code is not null;
    }
}
