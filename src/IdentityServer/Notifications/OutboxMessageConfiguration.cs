using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Notifications;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox");
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.Kind).HasMaxLength(64);
        builder.Property(message => message.Recipient).HasMaxLength(32).IsFixedLength();
        builder.Property(message => message.Language).HasMaxLength(16);
        builder.Property(message => message.Failure).HasMaxLength(64);
        builder.HasIndex(message => message.NextAttemptAt);
        builder.HasIndex(message => message.FinishedAt);
        builder.HasIndex(message => new { message.Recipient, message.Kind, message.FinishedAt });
        builder.HasIndex(message => message.AccountId);
    }
}
