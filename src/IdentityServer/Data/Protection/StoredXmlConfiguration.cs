using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Data.Protection;

internal sealed class StoredXmlConfiguration : IEntityTypeConfiguration<StoredXml>
{
    public void Configure(EntityTypeBuilder<StoredXml> builder)
    {
        builder.ToTable("DataProtectionKeys");
        builder.Property(xml => xml.Sealed).HasMaxLength(8000);
    }
}
