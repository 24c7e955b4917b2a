using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.UserInfo;

internal sealed class JwtAnswer(byte[] jwt) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        http.Response.ContentType = "application/jwt";
        http.Response.ContentLength = jwt.Length;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(jwt, http.RequestAborted);
    }
}
