using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.OpenId.Keys;

internal sealed class StoredSigningKeyConfiguration : IEntityTypeConfiguration<StoredSigningKey>
{
    public void Configure(EntityTypeBuilder<StoredSigningKey> builder)
    {
        builder.ToTable("SigningKeys");
        builder.HasKey(key => key.Kid);
        builder.HasIndex(key => new { key.Algorithm, key.Generation }).IsUnique();
        builder.Property(key => key.Kid).HasMaxLength(43);
        builder.Property(key => key.Algorithm).HasMaxLength(16);
        builder.Property(key => key.PublicJwk).HasMaxLength(2000);
        builder.Property(key => key.PrivateKey).HasMaxLength(4096);
        builder.Property(key => key.Mac).HasMaxLength(32);
    }
}
