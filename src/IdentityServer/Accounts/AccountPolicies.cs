namespace IdentityServer.Accounts;

/// <summary>
/// What a page may ask for besides somebody being signed in: <c>[Authorize(AccountPolicies.Fresh)]</c>. The Sessions room
/// keeps these promises, and sends whoever falls short past the step-up page and back.
/// </summary>
internal static class AccountPolicies
{
    /// <summary>Somebody who proved who they are within the last quarter of an hour: class C.</summary>
    public const string Recent = "recent";

    /// <summary>Somebody who did so within five minutes, with a passkey or, having none, with two factors: class B.</summary>
    public const string Fresh = "fresh";

    /// <summary>The same, and nothing is on hold: for what would give an account away for good.</summary>
    public const string Change = "change";

    /// <summary>The same, and not by a passkey of the last day alone: for what would leave the account to whoever added it.</summary>
    public const string Settled = "settled";

    /// <summary>Nothing is on hold; what is done there is proven for itself.</summary>
    public const string NotOnHold = "not-on-hold";
}
