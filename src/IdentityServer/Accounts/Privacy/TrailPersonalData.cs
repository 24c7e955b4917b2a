using System.Text.Json.Nodes;
using IdentityServer.Accounts.Activity;
using IdentityServer.Audit;
using IdentityServer.Audit.Reading;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Privacy;

/// <summary>What happened in the account, and which mails told of it. Events stay, without a way back to anybody; mails go.</summary>
internal sealed class TrailPersonalData(
    AuditReader reader,
    AuditTrail trail,
    IDbContextFactory<IdentityServerDbContext> databases,
    IStringLocalizer<AccountWords> text,
    IStringLocalizer<SharedResources> common) : IPersonalData
{
    private const int AtOnce = 500;

    public async Task<IReadOnlyList<PersonalSection>> ReadAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var mails = await database.Set<OutboxMessage>().AsNoTracking().Where(it => it.AccountId == accountId).OrderBy(it => it.CreatedAt).ToListAsync(cancellation);
        return
        [
            new("mails", mails.Select(it => new JsonObject { ["kind"] = it.Kind, ["state"] = it.State.ToString(), ["createdAt"] = it.CreatedAt, ["finishedAt"] = it.FinishedAt })),
            new("activity", (await EventsAsync(accountId, cancellation)).Select(Of)),
        ];
    }

    public void AddErasure(Unit unit, Guid accountId)
    {
        trail.Forget(unit, accountId);
        Outbox.Forget(unit, accountId);
    }

    private async Task<List<AuditEvent>> EventsAsync(Guid accountId, CancellationToken cancellation)
    {
        List<AuditEvent> all = [];
        List<AuditEvent> page;
        do
        {
            page = await reader.ActivityAsync(accountId, all is [] ? null : all[^1].Id, AtOnce, cancellation);
            all.AddRange(page);
        }
        while (page.Count is AtOnce);

        return all;
    }

    private JsonObject Of(AuditEvent row) => new()
    {
        ["at"] = row.OccurredAt,
        ["what"] = ActivityLine.Of(row, text, common).Sentence,
        ["event"] = row.Type,
        ["outcome"] = row.Outcome.ToString(),
        ["reason"] = row.Reason,
        ["app"] = row.ClientId,
        ["device"] = row.Device,
        ["country"] = row.Country,
        ["network"] = row.Network,
        ["details"] = row.Details is { } details ? JsonNode.Parse(details) : null,
    };
}
