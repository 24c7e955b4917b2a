using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Sessions.Devices;

/// <summary>A browser on which somebody has signed in before. It opens nothing: it only says who need not be told again.</summary>
internal sealed class KnownBrowser
{
    /// <summary>The key of the <see cref="Data.Handle"/> in the browser's cookie, the same for everybody who uses that browser.</summary>
    public required byte[] Id { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTimeOffset KnownSince { get; init; }

    /// <summary>To the day: whoever signs in every morning is not written down every morning.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>See <see cref="VisitedCountries"/>; null where no proxy ever named one.</summary>
    public string? Countries { get; init; }
}

internal sealed class KnownBrowserConfiguration : IEntityTypeConfiguration<KnownBrowser>
{
    public void Configure(EntityTypeBuilder<KnownBrowser> builder)
    {
        builder.ToTable("KnownBrowsers");
        builder.HasKey(browser => new { browser.AccountId, browser.Id });
        builder.HasIndex(browser => browser.LastSeenAt);
        builder.Property(browser => browser.Id).HasMaxLength(32);
        builder.Property(browser => browser.Countries).HasMaxLength(VisitedCountries.Length);
    }
}
