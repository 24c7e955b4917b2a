using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Insights;

/// <summary>How often something happened on a day, on all instances together.</summary>
internal sealed class DailyCount
{
    /// <summary>Midnight UTC.</summary>
    public required DateTimeOffset Day { get; init; }

    public required string Measure { get; init; }

    /// <summary>The values of the measure's labels in their order, parted by bars.</summary>
    public required string Labels { get; init; }

    public required long Count { get; init; }
}

internal sealed class DailyCountConfiguration : IEntityTypeConfiguration<DailyCount>
{
    public const string Table = "DailyCounts";

    public void Configure(EntityTypeBuilder<DailyCount> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(count => new { count.Day, count.Measure, count.Labels });
        builder.Property(count => count.Measure).HasMaxLength(64);
        builder.Property(count => count.Labels).HasMaxLength(256);
    }
}
