using System.Text;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Ceremonies;

/// <summary>What the browser is asked: the ceremony's handle, and the options as WebAuthn L3 spells them.</summary>
internal sealed record CeremonyQuestion(string Ceremony, string PublicKey) : IResult
{
    public Task ExecuteAsync(HttpContext http)
    {
        // Both parts are JSON already: the handle is base64url.
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync($$"""{"ceremony":"{{Ceremony}}","publicKey":{{PublicKey}}}""", Encoding.UTF8, http.RequestAborted);
    }
}
