namespace IdentityServer.OpenId.Clients;

/// <summary>A client as a row: its metadata in the words of RFC 7591, and hashes of its secrets apart from them.</summary>
internal sealed record StoredClient
{
    public required string ClientId { get; init; }

    public required byte[] Metadata { get; init; }

    public required byte[] Secrets { get; init; }

    public bool IsDisabled { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Another one with every change: who read the row knows whether it is still the same.</summary>
    public required Guid Version { get; init; }
}

/// <summary>One of the origins whose scripts may call this server for the client, found without reading all clients.</summary>
internal sealed record ClientOrigin(string Origin, string ClientId);
