namespace IdentityServer.Audit.Sealing;

/// <summary>The latest seal's number and hash, apart from the seals: cutting off the end of the chain leaves it pointing at nothing.</summary>
internal sealed class AuditHead
{
    public const int TheOne = 1;

    public int Id { get; private init; } = TheOne;

    public required long Number { get; init; }

    public required byte[] Hash { get; init; }

    public required byte[] Mac { get; init; }
}
