using System.Text.Json.Nodes;
using IdentityServer.Accounts.Email;
using IdentityServer.Accounts.Groups;
using IdentityServer.Accounts.Holds;
using IdentityServer.Accounts.Profile.Pictures;
using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Accounts.Privacy;

/// <summary>The account itself. All of it goes with its row.</summary>
internal sealed class AccountPersonalData(IDbContextFactory<IdentityServerDbContext> databases) : IPersonalData
{
    public async Task<IReadOnlyList<PersonalSection>> ReadAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var account = await database.Users.AsNoTracking().SingleAsync(it => it.Id == accountId, cancellation);
        var groups = await database.Set<GroupMember>().AsNoTracking().Where(it => it.AccountId == accountId).OrderBy(it => it.Group).ToListAsync(cancellation);
        var changes = await database.Set<EmailChange>().AsNoTracking().Where(it => it.AccountId == accountId).OrderBy(it => it.AskedAt).ToListAsync(cancellation);
        var holds = await database.Set<Hold>().AsNoTracking().Where(it => it.AccountId == accountId).OrderBy(it => it.StartsAt).ToListAsync(cancellation);
        var picture = await database.Set<Picture>().AsNoTracking().SingleOrDefaultAsync(it => it.AccountId == accountId, cancellation);
        return
        [
            new("account", [Of(account)]),
            new("picture", picture is null ? [] : [new() { ["mediaType"] = picture.MediaType, ["content"] = Convert.ToBase64String(picture.Content) }]),
            new("groups", groups.Select(it => new JsonObject { ["name"] = it.Group, ["since"] = it.Since })),
            new("addresses", changes.Select(Of)),
            new("holds", holds.Select(it => new JsonObject { ["kind"] = it.Kind.ToString(), ["from"] = it.StartsAt, ["until"] = it.EndsAt, ["liftedAt"] = it.LiftedAt })),
        ];
    }

    public void AddErasure(Unit unit, Guid accountId)
    {
    }

    private static JsonObject Of(Account account) => new()
    {
        ["id"] = account.Id,
        ["userName"] = account.UserName,
        ["displayName"] = account.DisplayName,
        ["email"] = account.Email,
        ["emailVerified"] = account.EmailConfirmed,
        ["createdAt"] = account.CreatedAt,
        ["firstSignInAt"] = account.FirstSignInAt,
        ["updatedAt"] = account.UpdatedAt,
        ["claims"] = JsonNode.Parse(account.Claims),
    };

    private static JsonObject Of(EmailChange change) => new()
    {
        ["oldEmail"] = change.OldEmail,
        ["newEmail"] = change.NewEmail,
        ["askedAt"] = change.AskedAt,
        ["doneAt"] = change.DoneAt,
        ["endedAt"] = change.EndedAt,
    };
}
