using IdentityServer.Accounts.Groups;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Accounts;

/// <summary>Everybody, as operators see them on the command line.</summary>
internal sealed class AccountList(IDbContextFactory<IdentityServerDbContext> databases)
{
    public async Task<IReadOnlyList<ListedAccount>> ReadAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Users
            .OrderBy(account => account.NormalizedUserName)
            .Select(account => new ListedAccount(
                account.Id, account.UserName!, account.DisplayName, account.Email, account.EmailConfirmed, account.State, account.CreatedAt, // every account has a name
                database.Set<GroupMember>().Where(member => member.AccountId == account.Id).OrderBy(member => member.Group).Select(member => member.Group).ToList(),
                database.Set<LegacyPassword>().Any(password => password.AccountId == account.Id && password.SwitchedOffAt == null)))
            .ToListAsync(cancellation);
    }
}

internal sealed record ListedAccount(
    Guid Id,
    string UserName,
    string? DisplayName,
    string? Email,
    bool EmailVerified,
    AccountState State,
    DateTimeOffset CreatedAt,
    IReadOnlyList<string> Groups,
    bool HasPassword);
