using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.OpenId.Grants;

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("Grants");
        builder.HasKey(grant => grant.Id);
        builder.HasIndex(grant => new { grant.AccountId, grant.ClientId });
        builder.HasIndex(grant => grant.ExpiresAt);

        builder.Property(grant => grant.Id).HasMaxLength(32);
        builder.Property(grant => grant.Access).HasMaxLength(8000);
        builder.Property(grant => grant.Authentication).HasMaxLength(1000);
    }
}
