namespace IdentityServer.Data.Protection;

/// <summary>A key of ASP.NET Core Data Protection (antiforgery tokens, Identity's own tokens), or a revocation of one.</summary>
internal sealed class StoredXml
{
    public required Guid Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>For the operator who looks into the table; nothing reads it.</summary>
    public required string Name { get; init; }

    public required byte[] Sealed { get; init; }
}
