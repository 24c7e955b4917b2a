using System.Globalization;

namespace IdentityServer.Notifications;

/// <summary>Whose mailbox, and in which language. Callers give only addresses that were proven, or that ask for proof.</summary>
internal sealed record Recipient(MailboxAddress Address, CultureInfo Language)
{
    public Guid? AccountId { get; init; }

    /// <summary>For people with more than one account.</summary>
    public string? UserName { get; init; }

    /// <summary>Where their clock is set; null where they never said.</summary>
    public TimeZoneInfo? Zone { get; init; }
}
