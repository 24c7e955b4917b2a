using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace IdentityServer.Shared.Outgoing;

/// <summary>One attempt: sends, reads no more than agreed, and gives everything that can go wrong a name.</summary>
internal sealed class OutgoingCall(HttpMessageInvoker http)
{
    private static readonly ProductInfoHeaderValue UserAgent = new("IdentityServer", productVersion: null);

    public async ValueTask<OutgoingResult> SendAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        try
        {
            using var message = Message(request);
            using var response = await http.SendAsync(message, cancellation);
            if ((int)response.StatusCode is >= 300 and < 400)
                return new OutgoingResult.Failed(OutgoingFailure.Redirected);

            return await ReadAsync(response.Content, request.MaximumLength, cancellation) is { } body
                ? new OutgoingResult.Answered(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body)
                : new OutgoingResult.Failed(OutgoingFailure.TooLarge);
        }
        catch (Exception fault) when (FailureOf(fault, cancellation) is { } failure)
        {
            return new OutgoingResult.Failed(failure);
        }
    }

    private static HttpRequestMessage Message(OutgoingRequest request)
    {
        var message = new HttpRequestMessage(request.Body is null ? HttpMethod.Get : HttpMethod.Post, request.Address);
        message.Headers.UserAgent.Add(UserAgent);
        message.Headers.Authorization = request.Authorization;
        foreach (var type in request.Accept)
            message.Headers.Accept.Add(new(type));
        if (request.Body is { } body)
            message.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = request.BodyType is { } type ? new(type) : null } };
        return message;
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, int maximum, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > maximum)
            return null;

        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var body = new ArrayBufferWriter<byte>(Math.Min(maximum, 4096));
        while (await stream.ReadAsync(body.GetMemory(), cancellation) is var read and > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > maximum)
                return null;
        }

        return body.WrittenSpan.ToArray();
    }

    private static OutgoingFailure? FailureOf(Exception fault, CancellationToken cancellation) => fault switch
    {
        OperationCanceledException when cancellation.IsCancellationRequested => OutgoingFailure.TimedOut,
        AddressRefusedException or { InnerException: AddressRefusedException } => OutgoingFailure.AddressRefused,
        { InnerException: AuthenticationException } => OutgoingFailure.CertificateRefused,
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => OutgoingFailure.HostUnknown,
        HttpRequestException or IOException => OutgoingFailure.Unreachable,
        _ => null,
    };
}
