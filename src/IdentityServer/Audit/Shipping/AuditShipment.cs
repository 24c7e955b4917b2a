using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Audit.Shipping;

/// <summary>How far the trail was shipped. There is one row.</summary>
internal sealed class AuditShipment
{
    public const int TheOne = 1;

    public int Id { get; private init; } = TheOne;

    public long Batch { get; private set; }

    public void Advance(long batch) => Batch = batch;
}

internal sealed class AuditShipmentConfiguration : IEntityTypeConfiguration<AuditShipment>
{
    public void Configure(EntityTypeBuilder<AuditShipment> builder)
    {
        builder.ToTable("AuditShipments");
        builder.Property(shipment => shipment.Id).ValueGeneratedNever();
    }
}
