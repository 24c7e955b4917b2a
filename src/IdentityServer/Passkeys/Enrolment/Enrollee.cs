using IdentityServer.Accounts;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>Who may make a passkey now, as the occasion established it.</summary>
internal sealed record Enrollee(Guid AccountId, byte[] UserHandle, string UserName, string ShownName)
{
    /// <summary>The session in which an existing account adds a passkey.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The journey that goes on afterwards, as the address carries it.</summary>
    public string? Interaction { get; init; }

    /// <summary>Those that the new one may take the place of, on the device that has them.</summary>
    public IReadOnlyList<Passkey> Replaceable { get; init; } = [];

    /// <summary>Set where the account comes into being together with this passkey.</summary>
    public NewAccount? NewAccount { get; init; }

    public static Enrollee Of(AccountFacts account) => new(account.Id, account.UserHandle, account.UserName, account.ShownName);

    public static Enrollee Of(NewAccount account) =>
        new(account.Id, account.UserHandle, account.UserName, account.DisplayName ?? account.UserName) { NewAccount = account };
}
