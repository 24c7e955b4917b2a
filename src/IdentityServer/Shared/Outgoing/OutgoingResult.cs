using System.Net;

namespace IdentityServer.Shared.Outgoing;

internal abstract record OutgoingResult
{
    private OutgoingResult()
    {
    }

    /// <summary>The other side has answered, perhaps with an error of its own. Never a redirect.</summary>
    public sealed record Answered(HttpStatusCode Status, string? MediaType, byte[] Body) : OutgoingResult
    {
        public bool IsSuccess => (int)Status is >= 200 and < 300;
    }

    public sealed record Failed(OutgoingFailure Reason) : OutgoingResult;
}
