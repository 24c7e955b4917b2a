using System.Net;
using IdentityServer.Accounts.Groups;
using IdentityServer.Throttles;
using Microsoft.Extensions.Options;

namespace IdentityServer.Accounts.Passwords;

/// <summary>
/// Whether a password is somebody's. Names that nobody has, people without a password and people who may not use it are
/// counted and answered like everybody else.
/// </summary>
internal sealed class PasswordCheck(
    AccountStore accounts,
    LegacyPasswordStore passwords,
    GroupStore groups,
    HashSeal seal,
    NamesNobodyHas nobody,
    Guesses guesses,
    IOptions<PasswordOptions> options)
{
    /// <summary>What is guessed at, as <see cref="Guesses"/> counts it.</summary>
    public const string Authenticator = "password";

    public const int LongestPassword = 1024;

    /// <param name="knownTo">What an account knows the browser by, see <see cref="Guesses"/>: a stranger's guesses do not slow down its owner.</param>
    public async Task<PasswordProof> CheckAsync(
        string name, string password, IPAddress? address, Func<Guid, Task<string?>> knownTo, CancellationToken cancellation)
    {
        if (name.Length is 0 or > AccountName.MaxLength || password.Length is 0 or > LongestPassword)
            return new PasswordProof.Refused("malformed");

        var account = await accounts.FindByNameAsync(name, cancellation);
        var guessed = account?.Id ?? nobody.IdFor(name);
        var known = await knownTo(guessed);
        var outcome = await guesses.TryAsync(guessed, Authenticator, address, known, cancellation);
        if (outcome is not ThrottleOutcome.Allowed)
            return new PasswordProof.TooMany(outcome, account?.Id);

        if (account is null)
            return new PasswordProof.Refused("user_unknown");

        if (account.State is not AccountState.Active)
            return new PasswordProof.Refused("user_disabled", account.Id);

        if (await passwords.FindAsync(account.Id, cancellation) is not { SwitchedOffAt: null } row)
            return new PasswordProof.Refused("no_password", account.Id);

        if (!await MayUseItAsync(account.Id, cancellation))
            return new PasswordProof.Refused("policy_denied", account.Id);

        if (seal.Open(account.Id, row.Sealed) is not { } hash)
            return new PasswordProof.Refused("integrity", account.Id);

        return hash.Matches(password)
            ? new PasswordProof.Accepted(account, row) { KnownBrowser = known, Renewed = hash.IsUpToDate ? null : seal.Seal(account.Id, Pbkdf2Hash.Of(password)) }
            : new PasswordProof.Refused("wrong_password", account.Id);
    }

    // Who operates the server is worth more than a password is.
    private async Task<bool> MayUseItAsync(Guid account, CancellationToken cancellation)
    {
        var own = await groups.OfAccountAsync(account, cancellation);
        var admitted = options.Value.Groups;
        return options.Value.Enabled && !own.Contains(GroupMember.Administrators) && (admitted is [] || own.Exists(admitted.Contains));
    }
}
