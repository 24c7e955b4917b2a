using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.OpenId.Resources;

/// <summary>An API as a row.</summary>
internal sealed record StoredApiResource(string Resource, byte[] Definition);

internal sealed class ApiResourceConfiguration : IEntityTypeConfiguration<StoredApiResource>
{
    public void Configure(EntityTypeBuilder<StoredApiResource> builder)
    {
        builder.ToTable("ApiResources");
        builder.HasKey(resource => resource.Resource);
        builder.Property(resource => resource.Resource).HasMaxLength(256);
    }
}
