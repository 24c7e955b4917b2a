using System.Net.Http.Headers;

namespace IdentityServer.Shared.Outgoing;

/// <summary>One call to somebody else's server, with what it may cost us.</summary>
internal sealed record OutgoingRequest(Uri Address)
{
    /// <summary>With a body it is a POST, which is sent once; without one a GET, which may be repeated.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string? BodyType { get; init; }

    /// <summary>Media types for the Accept header.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>For everything together: name resolution, connection, repetitions, the last byte of the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of the answer's body, in bytes.</summary>
    public int MaximumLength { get; init; } = 64 * 1024;
}
