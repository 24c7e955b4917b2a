using System.Text;
using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId.Parameters;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Requests;

/// <summary>
/// The parameters of a POST, strictly: one media type, nothing in the address (where proxies and histories would keep it),
/// no more than agreed.
/// </summary>
internal static class FormReader
{
    public const int MaximumLength = 64 * 1024;

    private const string MediaType = "application/x-www-form-urlencoded";

    public static async ValueTask<FormReading> ReadAsync(HttpContext http, CancellationToken cancellation)
    {
        var reading = await ReadUncheckedAsync(http, cancellation);
        return reading.Gives(out var form, out _) && form.FirstFault() is { } fault ? fault : reading;
    }

    /// <summary>For a request whose faults are answered elsewhere, once it is clear whom the answer goes to.</summary>
    public static async ValueTask<FormReading> ReadUncheckedAsync(HttpContext http, CancellationToken cancellation)
    {
        // RFC 6749 §2.3.1, §3.2
        if (http.Request.QueryString.HasValue)
            return ProtocolError.InvalidRequest("parameters belong into the body of the request");

        if (!IsForm(http.Request.ContentType))
            return ProtocolError.InvalidRequest($"the body must be {MediaType}");

        if (await ReadBodyAsync(http.Request, cancellation) is not { } body)
            return ProtocolError.InvalidRequest("the body is too large").With(StatusCodes.Status413PayloadTooLarge);

        return Ascii.IsValid(body) ? ParameterSet.FromForm(body) : ProtocolError.InvalidRequest("the body is not percent-encoded");
    }

    private static bool IsForm(ReadOnlySpan<char> contentType)
    {
        var parameters = contentType.IndexOf(';');
        return (parameters < 0 ? contentType : contentType[..parameters]).Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase);
    }

    /// <returns>A character for each byte, whatever it is.</returns>
    private static async ValueTask<string?> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaximumLength)
            return null;

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            var isTooLarge = read.Buffer.Length > MaximumLength;
            if (isTooLarge || read.IsCompleted)
            {
                var body = isTooLarge ? null : Encoding.Latin1.GetString(read.Buffer);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
