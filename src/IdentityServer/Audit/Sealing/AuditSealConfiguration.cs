using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Audit.Sealing;

internal sealed class AuditSealConfiguration : IEntityTypeConfiguration<AuditSeal>, IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("AuditSeals");
        builder.HasKey(seal => seal.Number);
        builder.Property(seal => seal.Number).ValueGeneratedNever();
        builder.Property(seal => seal.Through).HasConversion<EventIdConverter>().HasMaxLength(EventId.Length).IsFixedLength();
        builder.Property(seal => seal.EntriesHash).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
        builder.Property(seal => seal.Hash).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
        builder.Property(seal => seal.Mac).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
        builder.Property(seal => seal.PrunedMac).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
    }

    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("AuditHeads");
        builder.Property(head => head.Id).ValueGeneratedNever();
        builder.Property(head => head.Hash).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
        builder.Property(head => head.Mac).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
    }
}
