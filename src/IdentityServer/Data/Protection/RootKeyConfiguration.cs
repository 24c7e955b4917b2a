using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Data.Protection;

internal sealed class RootKeyConfiguration : IEntityTypeConfiguration<RootKey>
{
    public void Configure(EntityTypeBuilder<RootKey> builder)
    {
        builder.ToTable("RootKeys");
        builder.Property(root => root.Id).ValueGeneratedNever();
        builder.Property(root => root.WrappedBy).HasMaxLength(16);
        builder.Property(root => root.Wrapped).HasMaxLength(4096); // two blocks of the largest RSA key in use
    }
}
