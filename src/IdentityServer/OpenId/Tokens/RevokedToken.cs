using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.OpenId.Tokens;

/// <summary>A single access token that was revoked before its time, kept until it would have ended anyway.</summary>
internal sealed class RevokedToken
{
    /// <summary>8 bytes of expiry, so that rows go in the order in which they came, and 24 of SHA-256 of the <c>jti</c>.</summary>
    public required byte[] Id { get; init; }
}

internal sealed class RevokedTokenConfiguration : IEntityTypeConfiguration<RevokedToken>
{
    public void Configure(EntityTypeBuilder<RevokedToken> builder)
    {
        builder.ToTable("RevokedTokens");
        builder.HasKey(token => token.Id);
        builder.Property(token => token.Id).HasMaxLength(32);
    }
}
