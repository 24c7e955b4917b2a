using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.OpenId.PushedAuthorization;

/// <summary>An authorization request that came by the back channel (RFC 9126) and waits for the browser.</summary>
internal sealed record PushedRequest
{
    public required byte[] Id { get; init; }

    public required string ClientId { get; init; }

    /// <summary>What is read of the request as a form, and nothing else that came along.</summary>
    public required byte[] Request { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class PushedRequestConfiguration : IEntityTypeConfiguration<PushedRequest>
{
    public const string Table = "PushedRequests";

    public void Configure(EntityTypeBuilder<PushedRequest> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(request => request.Id);
        builder.Property(request => request.Id).HasMaxLength(32);
        builder.Property(request => request.ClientId).HasMaxLength(256);
    }
}
