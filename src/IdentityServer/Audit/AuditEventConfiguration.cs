using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Audit;

internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("AuditEvents");
        builder.Property(row => row.Id).HasConversion<EventIdConverter>().HasMaxLength(EventId.Length).IsFixedLength();
        builder.Property(row => row.Type).HasMaxLength(64);
        builder.Property(row => row.Outcome).HasMaxLength(16);
        builder.Property(row => row.Reason).HasMaxLength(64);
        builder.Property(row => row.ActorType).HasMaxLength(16);
        builder.Property(row => row.Subject).HasMaxLength(AuditReferences.Length).IsFixedLength();
        builder.Property(row => row.Person).HasMaxLength(AuditReferences.Length).IsFixedLength();
        builder.Property(row => row.Session).HasMaxLength(AuditReferences.Length).IsFixedLength();
        builder.Property(row => row.Correlation).HasMaxLength(32);
        builder.Property(row => row.Network).HasMaxLength(48);
        builder.Property(row => row.Country).HasMaxLength(2);
        builder.Property(row => row.Device).HasMaxLength(64);
        builder.Property(row => row.Policy).HasMaxLength(16);
        builder.Property(row => row.Details).HasMaxLength(AuditDetails.MaximumLength);
        builder.Property(row => row.Mac).HasMaxLength(AuditSignature.Length).IsFixedLength();
        builder.Ignore(row => row.OccurredAt);
        builder.HasIndex(row => new { row.Person, row.Id });
    }
}
