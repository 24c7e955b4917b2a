using IdentityServer.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Passkeys;

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("Passkeys");
        builder.HasKey(passkey => passkey.Id);
        builder.HasOne<Account>().WithMany().HasForeignKey(passkey => passkey.AccountId).OnDelete(DeleteBehavior.Cascade);

        // Two ceremonies that end at once with the same credential, or the same name, are told apart here and not before.
        builder.HasIndex(passkey => passkey.CredentialId).IsUnique();
        builder.HasIndex(passkey => new { passkey.AccountId, passkey.NormalizedName }).IsUnique();

        builder.Property(passkey => passkey.CredentialId).HasMaxLength(1023);
        builder.Property(passkey => passkey.PublicKey).HasMaxLength(1024);
        builder.Property(passkey => passkey.Transports).HasMaxLength(128);
        builder.Property(passkey => passkey.AttestationFormat).HasMaxLength(32);
        builder.Property(passkey => passkey.Name).HasMaxLength(64);
        builder.Property(passkey => passkey.NormalizedName).HasMaxLength(128);
        builder.Property(passkey => passkey.LastUsedOn).HasMaxLength(64);
        builder.Property(passkey => passkey.Mac).HasMaxLength(32);
        builder.Ignore(passkey => passkey.Synced);
        builder.Ignore(passkey => passkey.Works);
        builder.Ignore(passkey => passkey.MayBeReactivated);
        builder.Ignore(passkey => passkey.CountsInFull);
    }
}
