using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.OpenId.Assertions;

/// <summary>The identifier of something that may be used once: 8 bytes for when it expires, 24 of the hash of its name.</summary>
internal sealed record ReplayKey(byte[] Id);

internal sealed class ReplayKeyConfiguration : IEntityTypeConfiguration<ReplayKey>
{
    public const string Table = "ReplayKeys";

    public void Configure(EntityTypeBuilder<ReplayKey> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).HasMaxLength(32);
    }
}
