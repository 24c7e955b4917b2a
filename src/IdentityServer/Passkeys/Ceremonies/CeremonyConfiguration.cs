using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Passkeys.Ceremonies;

internal sealed class CeremonyConfiguration : IEntityTypeConfiguration<PendingCeremony>
{
    public void Configure(EntityTypeBuilder<PendingCeremony> builder)
    {
        builder.ToTable("Ceremonies");
        builder.HasKey(ceremony => ceremony.Id);
        builder.HasIndex(ceremony => ceremony.ExpiresAt);

        builder.Property(ceremony => ceremony.Id).HasMaxLength(32);
        builder.Property(ceremony => ceremony.Challenge).HasMaxLength(32);
        builder.Property(ceremony => ceremony.BrowserHash).HasMaxLength(32);
        builder.Property(ceremony => ceremony.Interaction).HasMaxLength(64);
        builder.Property(ceremony => ceremony.ActionHash).HasMaxLength(32);
        builder.Property(ceremony => ceremony.ActionClass).HasMaxLength(1);
        builder.Property(ceremony => ceremony.NewAccount).HasMaxLength(4000);
    }
}
