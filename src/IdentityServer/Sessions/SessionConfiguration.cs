using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Sessions;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions");
        builder.HasKey(session => session.Id);
        builder.HasIndex(session => session.AccountId);
        builder.HasIndex(session => session.ExpiresAt);

        builder.Property(session => session.SecretHash).HasMaxLength(32);
        builder.Property(session => session.Device).HasMaxLength(64);
        builder.Property(session => session.Country).HasMaxLength(2);
        builder.Property(session => session.Events).HasMaxLength(4000)
            .HasConversion(
                events => AuthenticationEventJson.Write(events),
                json => AuthenticationEventJson.Read(json),
                new ValueComparer<List<AuthenticationEvent>>(favorStructuralComparisons: false));
        builder.Ignore(session => session.LatestEvent);
    }
}
