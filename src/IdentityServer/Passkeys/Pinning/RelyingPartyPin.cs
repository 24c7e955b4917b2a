using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Passkeys.Pinning;

/// <summary>The domain that this database's passkeys were made for. There is one row, written by the first start.</summary>
internal sealed class RelyingPartyPin
{
    public const int TheOne = 1;

    public required int Id { get; init; }

    public required string RelyingPartyId { get; init; }

    public required DateTimeOffset Since { get; init; }
}

internal sealed class RelyingPartyPinConfiguration : IEntityTypeConfiguration<RelyingPartyPin>
{
    public void Configure(EntityTypeBuilder<RelyingPartyPin> builder)
    {
        builder.ToTable("RelyingPartyPins");
        builder.Property(pin => pin.Id).ValueGeneratedNever();
    }
}
