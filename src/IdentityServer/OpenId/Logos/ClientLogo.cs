using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.OpenId.Logos;

/// <summary>
/// A copy of what an app's logo_uri led to, so that looking at a page of ours tells nobody else. Without a picture, the
/// address gave none.
/// </summary>
internal sealed class ClientLogo
{
    public const int KeyLength = 16;

    public required string ClientId { get; init; }

    /// <summary>The logo_uri it came from: for another one it does not count.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>Of the picture's own bytes: an address that never changes its content.</summary>
    public byte[]? Key { get; init; }

    public string? MediaType { get; init; }

    public byte[]? Picture { get; init; }
}

internal sealed class ClientLogoConfiguration : IEntityTypeConfiguration<ClientLogo>
{
    public void Configure(EntityTypeBuilder<ClientLogo> builder)
    {
        builder.ToTable("ClientLogos");
        builder.HasKey(logo => logo.ClientId);
        builder.HasIndex(logo => logo.Key);
        builder.Property(logo => logo.ClientId).HasMaxLength(256);
        builder.Property(logo => logo.Source).HasMaxLength(2048);
        builder.Property(logo => logo.Key).HasMaxLength(ClientLogo.KeyLength);
        builder.Property(logo => logo.MediaType).HasMaxLength(32);
    }
}
