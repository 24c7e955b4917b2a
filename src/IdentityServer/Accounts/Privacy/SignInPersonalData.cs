using System.Text.Json.Nodes;
using IdentityServer.Accounts.Authenticator;
using IdentityServer.Accounts.Codes;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Accounts.Privacy;

/// <summary>That there are secrets, and since when: never the secrets. All of it goes with the account's row.</summary>
internal sealed class SignInPersonalData(IDbContextFactory<IdentityServerDbContext> databases) : IPersonalData
{
    public async Task<IReadOnlyList<PersonalSection>> ReadAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var passwords = await database.Set<LegacyPassword>().AsNoTracking().Where(it => it.AccountId == accountId).ToListAsync(cancellation);
        var apps = await database.Set<AuthenticatorApp>().AsNoTracking().Where(it => it.AccountId == accountId).ToListAsync(cancellation);
        var codes = await database.Set<RecoveryCode>().AsNoTracking().Where(it => it.AccountId == accountId).OrderBy(it => it.Number).ToListAsync(cancellation);
        return
        [
            new("password", passwords.Select(it => new JsonObject { ["importedAt"] = it.ImportedAt, ["lastUsedAt"] = it.LastUsedAt, ["switchedOffAt"] = it.SwitchedOffAt })),
            new("authenticatorApp", apps.Select(it => new JsonObject { ["createdAt"] = it.CreatedAt, ["lastUsedAt"] = it.LastUsedAt })),
            new("recoveryCodes", codes.Select(it => new JsonObject { ["number"] = it.Number, ["createdAt"] = it.CreatedAt, ["usedAt"] = it.UsedAt, ["replacedAt"] = it.ReplacedAt })),
        ];
    }

    public void AddErasure(Unit unit, Guid accountId)
    {
    }
}
