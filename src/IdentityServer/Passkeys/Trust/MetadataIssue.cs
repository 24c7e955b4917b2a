using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Passkeys.Trust;

/// <summary>The newest metadata that was ever accepted, as it came: every instance verifies its signature for itself.</summary>
internal sealed record MetadataIssue
{
    public const int TheOne = 1;

    public required int Id { get; init; }

    public required long Number { get; init; }

    public required byte[] Content { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

internal sealed class MetadataIssueConfiguration : IEntityTypeConfiguration<MetadataIssue>
{
    public void Configure(EntityTypeBuilder<MetadataIssue> builder)
    {
        builder.ToTable("AuthenticatorMetadata");
        builder.Property(issue => issue.Id).ValueGeneratedNever();
    }
}
