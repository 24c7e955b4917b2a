using System.Text.Json.Nodes;
using IdentityServer.Accounts.Privacy;
using IdentityServer.Data;
using IdentityServer.Sessions.Approvals;
using IdentityServer.Sessions.Devices;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Sessions.Privacy;

internal sealed class SessionPersonalData(IDbContextFactory<IdentityServerDbContext> databases) : IPersonalData
{
    private static readonly Statement[] Erasures =
    [
        new("""DELETE FROM "ActionProofs" WHERE "SessionId" IN (SELECT "Id" FROM "Sessions" WHERE "AccountId" = @account)"""),
        new("""DELETE FROM "Sessions" WHERE "AccountId" = @account"""),
        new("""DELETE FROM "KnownBrowsers" WHERE "AccountId" = @account"""),
        new("""DELETE FROM "SignInApprovals" WHERE "AccountId" = @account"""),
        new("""DELETE FROM "RepudiationLinks" WHERE "AccountId" = @account"""),
        new("""DELETE FROM "Interactions" WHERE "AccountId" = @account"""),
    ];

    public async Task<IReadOnlyList<PersonalSection>> ReadAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var sessions = await database.Set<Session>().AsNoTracking().Where(it => it.AccountId == accountId).OrderBy(it => it.CreatedAt).ToListAsync(cancellation);
        var browsers = await database.Set<KnownBrowser>().AsNoTracking().Where(it => it.AccountId == accountId).OrderBy(it => it.KnownSince).ToListAsync(cancellation);
        var approvals = await database.Set<SignInApproval>().AsNoTracking().Where(it => it.AccountId == accountId).OrderBy(it => it.AskedAt).ToListAsync(cancellation);
        return
        [
            new("sessions", sessions.Select(Of)),
            new("browsers", browsers.Select(it => new JsonObject { ["since"] = it.KnownSince, ["lastSeenAt"] = it.LastSeenAt, ["country"] = it.Countries })),
            new("approvals", approvals.Select(it => new JsonObject { ["device"] = it.Device, ["country"] = it.Country, ["askedAt"] = it.AskedAt, ["outcome"] = it.Decision?.ToString() })),
        ];
    }

    public void AddErasure(Unit unit, Guid accountId)
    {
        foreach (var erasure in Erasures)
            unit.Add(erasure, accountId);
    }

    private static JsonObject Of(Session session) => new()
    {
        ["device"] = session.Device,
        ["country"] = session.Country,
        ["createdAt"] = session.CreatedAt,
        ["lastSeenAt"] = session.LastSeenAt,
        ["expiresAt"] = session.ExpiresAt,
        ["endedAt"] = session.EndedAt,
        ["endedFor"] = session.EndReason?.ToString(),
        ["signIns"] = new JsonArray([.. session.Events.Select(it => new JsonObject { ["at"] = it.At, ["method"] = it.Method.ToString(), ["verifiesYou"] = it.UserVerified })]),
    };
}
