using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Answers;

/// <summary>A small JSON answer to a client, written in one piece.</summary>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        var body = new ArrayBufferWriter<byte>(512);
        await using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.WrittenCount;
        // RFC 6749 §5.1, RFC 9126 §2.2, RFC 7662 §2.2: whatever the endpoint, this belongs to one caller.
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }
}
