using System.Buffers;
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

    public static async Task<FormReading> ReadAsync(HttpContext http, CancellationToken cancellation)
    {
        // RFC 6749 §2.3.1, §3.2
        if (http.Request.QueryString.HasValue)
            return ProtocolError.InvalidRequest("parameters belong into the body of the request");

        if (!IsForm(http.Request.ContentType))
            return ProtocolError.InvalidRequest($"the body must be {MediaType}");

        if (await ReadBodyAsync(http.Request, cancellation) is not { } body)
            return ProtocolError.InvalidRequest("the body is too large").With(StatusCodes.Status413PayloadTooLarge);

        if (!Ascii.IsValid(body))
            return ProtocolError.InvalidRequest("the body is not percent-encoded");

        var form = ParameterSet.FromForm(Encoding.ASCII.GetString(body));
        return form.FirstFault() is { } fault ? fault : form;
    }

    private static bool IsForm(string? contentType) =>
        contentType?.Split(';', 2)[0].Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase) is true;

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaximumLength)
            return null;

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            if (read.Buffer.Length > MaximumLength)
                return null;

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
