using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.OpenId.Clients;

internal sealed class ClientConfiguration : IEntityTypeConfiguration<StoredClient>
{
    public void Configure(EntityTypeBuilder<StoredClient> builder)
    {
        builder.ToTable("Clients");
        builder.HasKey(client => client.ClientId);
        builder.Property(client => client.ClientId).HasMaxLength(256);
    }
}

internal sealed class ClientOriginConfiguration : IEntityTypeConfiguration<ClientOrigin>
{
    public void Configure(EntityTypeBuilder<ClientOrigin> builder)
    {
        builder.ToTable("ClientOrigins");
        builder.HasKey(origin => new { origin.ClientId, origin.Origin });
        builder.HasIndex(origin => origin.Origin);
        builder.Property(origin => origin.ClientId).HasMaxLength(256);
        builder.Property(origin => origin.Origin).HasMaxLength(192);
    }
}
