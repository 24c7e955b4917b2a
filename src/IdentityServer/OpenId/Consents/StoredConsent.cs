using IdentityServer.Protocol.OpenId.Interactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.OpenId.Consents;

/// <summary>What one person has answered one app, kept so that they are not asked the same again.</summary>
internal sealed class StoredConsent
{
    public required Guid AccountId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>JSON: what was shown and what of it was granted. Empty where nothing is, since the person shut the app out.</summary>
    public required byte[] Access { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>To the day: looking at a page must not cost a write.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>When the person last shut the app out. What it was given before counts for nothing, whoever still holds it.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    public Consent ToConsent() => ConsentJson.Read(AccountId, Access);
}

internal sealed class StoredConsentConfiguration : IEntityTypeConfiguration<StoredConsent>
{
    public void Configure(EntityTypeBuilder<StoredConsent> builder)
    {
        builder.ToTable("Consents");
        builder.HasKey(consent => new { consent.AccountId, consent.ClientId });
        builder.Property(consent => consent.Access).HasMaxLength(8000);
    }
}
