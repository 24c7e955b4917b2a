using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Sessions.Repudiation;

/// <summary>
/// What a mail told of, so that its reader can say: this wasn't me. Neither a session nor a passkey: a change of the address.
/// </summary>
internal sealed record ToldEvent(Guid AccountId, DateTimeOffset At)
{
    /// <summary>A sign-in on a new device.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>What opened that session: whoever did it has this passkey.</summary>
    public Guid? UsedPasskeyId { get; init; }

    /// <summary>A passkey that was added.</summary>
    public Guid? NewPasskeyId { get; init; }

    public string About => this switch
    {
        { NewPasskeyId: not null } => "passkey",
        { SessionId: not null } => "sign-in",
        _ => "address",
    };
}

/// <summary>The link in the mail. Whoever reads the mailbox may use it once; it can only take away.</summary>
internal sealed class RepudiationLink
{
    /// <summary>The key of the <see cref="Data.Handle"/> in the address.</summary>
    public required byte[] Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>When it happened: what came into the account from then on is not trusted.</summary>
    public required DateTimeOffset At { get; init; }

    public Guid? SessionId { get; init; }

    public Guid? UsedPasskeyId { get; init; }

    public Guid? NewPasskeyId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}

internal sealed class RepudiationLinkConfiguration : IEntityTypeConfiguration<RepudiationLink>
{
    public void Configure(EntityTypeBuilder<RepudiationLink> builder)
    {
        builder.ToTable("RepudiationLinks");
        builder.HasKey(link => link.Id);
        builder.HasIndex(link => link.ExpiresAt);
        builder.Property(link => link.Id).HasMaxLength(32);
    }
}
