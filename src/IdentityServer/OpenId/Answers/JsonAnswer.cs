using System.Text.Json;
using IdentityServer.Protocol.Jose;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Answers;

/// <summary>A small JSON answer to a client, written in one piece.</summary>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        var body = JsonBytes.Write(write, static (json, write) =>
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        });

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        // RFC 6749 §5.1, RFC 9126 §2.2, RFC 7662 §2.2: whatever the endpoint, this belongs to one caller.
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
