using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Sessions.Approvals;

/// <summary>
/// A browser that asks to be let in by somebody who is signed in elsewhere. The browser shows a number and holds the
/// handle; whoever approves types the number, once.
/// </summary>
internal sealed class SignInApproval
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The key of the <see cref="Data.Handle"/> in the asking browser's address.</summary>
    public required byte[] Id { get; init; }

    public required byte[] BrowserHash { get; init; }

    /// <summary>Who is asked; null where nobody is, which the asking browser does not learn.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The journey it is part of, as the address carried it.</summary>
    public string? Interaction { get; init; }

    public required int Number { get; init; }

    public required string Device { get; init; }

    public string? Country { get; init; }

    /// <summary>The first bits of the address, to say whether it is where the approver is.</summary>
    public string? Network { get; init; }

    /// <summary>Where the browser is going, as its app calls itself.</summary>
    public string? App { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public ApprovalDecision? Decision { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Nobody is let in by a session that has ended meanwhile.</summary>
    public Guid? ApproverSessionId { get; init; }

    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>What the approver's page calls it; it opens nothing.</summary>
    public string Name => Convert.ToHexStringLower(Id);
}

internal enum ApprovalDecision
{
    Approved,
    Denied,

    /// <summary>The owner meant to approve and typed another number.</summary>
    Mistyped,

    /// <summary>The owner did not ask: for a day nobody else's question reaches them.</summary>
    Repudiated,
}

internal sealed class SignInApprovalConfiguration : IEntityTypeConfiguration<SignInApproval>
{
    public const string Table = "SignInApprovals";

    public void Configure(EntityTypeBuilder<SignInApproval> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(approval => approval.Id);
        builder.HasIndex(approval => approval.AccountId);
        builder.HasIndex(approval => approval.ExpiresAt);
        builder.Ignore(approval => approval.Name);
        builder.Property(approval => approval.Id).HasMaxLength(32);
        builder.Property(approval => approval.BrowserHash).HasMaxLength(32);
        builder.Property(approval => approval.Interaction).HasMaxLength(64);
        builder.Property(approval => approval.Device).HasMaxLength(64);
        builder.Property(approval => approval.Country).HasMaxLength(2);
        builder.Property(approval => approval.Network).HasMaxLength(64);
        builder.Property(approval => approval.App).HasMaxLength(256);
    }
}
