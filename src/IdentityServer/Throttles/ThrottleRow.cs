using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Throttles;

/// <summary>What is remembered of one key under one rule. Neither can be read from it.</summary>
internal sealed class ThrottleRow
{
    /// <summary>
    /// A keyed hash: an address must not be found by trying all four billion. Random keys are no burden here, the table
    /// holds only what happened lately.
    /// </summary>
    public required byte[] Key { get; init; }

    /// <summary>Rate: when the bucket would be full again. Failures: when the next attempt is allowed. Unix milliseconds.</summary>
    public required long Next { get; init; }

    public required int Failures { get; init; }

    /// <summary>When the audit was last told that this key is over its limit.</summary>
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>Rounded up, so that its index is touched every few minutes and not with every take.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class ThrottleRowConfiguration : IEntityTypeConfiguration<ThrottleRow>
{
    public const string Table = "Throttles";

    public void Configure(EntityTypeBuilder<ThrottleRow> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(row => row.Key);
        builder.Property(row => row.Key).HasMaxLength(ThrottleStore.KeyLength).IsFixedLength();
        builder.HasIndex(row => row.ExpiresAt);
    }
}
