using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Sessions.Interactions;

internal sealed class InteractionConfiguration : IEntityTypeConfiguration<Interaction>
{
    public const int RequestLength = 32_000;

    public void Configure(EntityTypeBuilder<Interaction> builder)
    {
        builder.ToTable("Interactions");
        builder.HasKey(interaction => interaction.Id);
        builder.HasIndex(interaction => interaction.ExpiresAt);
        builder.Ignore(interaction => interaction.Handle);
        builder.Ignore(interaction => interaction.App);

        builder.Property(interaction => interaction.Id).HasMaxLength(32);
        builder.Property(interaction => interaction.BrowserHash).HasMaxLength(32);
        builder.Property(interaction => interaction.ReturnPath).HasMaxLength(2000);
        builder.Property(interaction => interaction.Request).HasMaxLength(RequestLength);
        builder.Property(interaction => interaction.StoredApp).HasColumnName("App").HasMaxLength(4000);
    }
}
