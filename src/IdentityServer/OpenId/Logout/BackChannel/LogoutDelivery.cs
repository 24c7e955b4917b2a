using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.OpenId.Logout.BackChannel;

/// <summary>
/// One app to be told that one session has ended. It is written with the end itself, so that no crash forgets it, and
/// holds no token: that is made and signed when it is sent.
/// </summary>
internal sealed class LogoutDelivery
{
    public required byte[] Id { get; init; }

    public required string ClientId { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid SessionId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required int Attempts { get; init; }

    /// <summary>When it may be tried (again). Whoever is sending moves it ahead first: that is the lease. Null: given up.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

internal sealed class LogoutDeliveryConfiguration : IEntityTypeConfiguration<LogoutDelivery>
{
    public void Configure(EntityTypeBuilder<LogoutDelivery> builder)
    {
        builder.ToTable("LogoutDeliveries");
        builder.HasKey(delivery => delivery.Id);
        builder.HasIndex(delivery => delivery.DueAt);
        builder.Property(delivery => delivery.Id).HasMaxLength(32);
    }
}
