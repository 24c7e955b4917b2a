using System.Data.Common;
using System.Text.Json.Nodes;
using IdentityServer.Accounts.Privacy;
using IdentityServer.Data;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Consents;
using IdentityServer.OpenId.Grants;

namespace IdentityServer.OpenId.Apps;

/// <summary>What somebody allowed which app, and what apps hold of that. Their tokens are not ours to show.</summary>
internal sealed class AppPersonalData(ConsentStore consents, ClientCatalog clients, IHotTables tables) : IPersonalData
{
    private static readonly Statement Grants = new("""
        SELECT "ClientId", "Access", "CreatedAt", "RotatedAt", "ExpiresAt", "RevokedAt", "RevokeReason" FROM "Grants" WHERE "AccountId" = @account ORDER BY "CreatedAt"
        """);

    private static readonly Statement[] Erasures =
    [
        new("""DELETE FROM "Consents" WHERE "AccountId" = @account"""),
        new("""DELETE FROM "Grants" WHERE "AccountId" = @account"""),
        new("""DELETE FROM "LogoutDeliveries" WHERE "AccountId" = @account"""),
    ];

    public async Task<IReadOnlyList<PersonalSection>> ReadAsync(Guid accountId, CancellationToken cancellation)
    {
        List<JsonObject> agreed = [];
        foreach (var consent in await consents.OfAccountAsync(accountId, cancellation))
            agreed.Add(new()
            {
                ["app"] = await NameOfAsync(consent.ClientId, cancellation),
                ["clientId"] = consent.ClientId,
                ["scopes"] = string.Join(' ', consent.ToConsent().Granted.Scopes),
                ["createdAt"] = consent.GrantedAt,
                ["lastUsedAt"] = consent.LastUsedAt,
            });

        List<JsonObject> held = [];
        foreach (var grant in await tables.ListAsync(Grants, Read, [accountId], cancellation))
        {
            grant["app"] = await NameOfAsync(grant["clientId"]!.GetValue<string>(), cancellation);
            held.Add(grant);
        }

        return [new("consents", agreed), new("access", held)];
    }

    public void AddErasure(Unit unit, Guid accountId)
    {
        foreach (var erasure in Erasures)
            unit.Add(erasure, accountId);
    }

    private async Task<string?> NameOfAsync(string clientId, CancellationToken cancellation) => (await clients.FindAsync(clientId, cancellation))?.Name;

    private static JsonObject Read(DbDataReader row) => new()
    {
        ["clientId"] = row.GetString(0),
        ["scopes"] = string.Join(' ', AccessJson.Read(row.GetFieldValue<byte[]>(1)).Scopes),
        ["createdAt"] = row.GetInstantOrNull(2),
        ["lastUsedAt"] = row.GetInstantOrNull(3),
        ["expiresAt"] = row.GetInstantOrNull(4),
        ["revokedAt"] = row.GetInstantOrNull(5),
        ["revokedFor"] = row.GetStringOrNull(6),
    };
}
