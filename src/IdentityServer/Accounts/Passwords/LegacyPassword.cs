using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Accounts.Passwords;

/// <summary>
/// The password somebody brought along from another system: a bridge until they have a passkey. Nobody gets one here.
/// </summary>
internal sealed class LegacyPassword
{
    /// <summary>So long after it was switched off, the hash is erased for good.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    /// <summary>One that nobody used for so long is erased, too.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(365);

    public required Guid AccountId { get; init; }

    /// <summary>The <see cref="Pbkdf2Hash"/>, sealed for this account: neither readable nor of use in somebody else's row.</summary>
    public required byte[] Sealed { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>From here on it signs nobody in.</summary>
    public DateTimeOffset? SwitchedOffAt { get; init; }

    public PasswordEnd? SwitchedOffBy { get; init; }

    /// <summary>The day on which it will be switched off, where one is set.</summary>
    public DateTimeOffset? SwitchOffAt { get; init; }

    /// <summary>How many mails have told of that day.</summary>
    public int Reminders { get; init; }

    /// <summary>Until then nobody is asked again to make a passkey instead.</summary>
    public DateTimeOffset? AskAgainAt { get; init; }

    /// <summary>How often the answer was: not now.</summary>
    public int Declined { get; init; }
}

internal sealed class LegacyPasswordConfiguration : IEntityTypeConfiguration<LegacyPassword>
{
    public const string Table = "LegacyPasswords";

    public void Configure(EntityTypeBuilder<LegacyPassword> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(password => password.AccountId);
        builder.HasOne<Account>().WithOne().HasForeignKey<LegacyPassword>(password => password.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(password => password.SwitchedOffAt);
        builder.HasIndex(password => password.SwitchOffAt);
        builder.Property(password => password.Sealed).HasMaxLength(512);
    }
}
