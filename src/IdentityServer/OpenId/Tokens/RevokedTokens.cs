using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.OpenId.Tokens;

/// <summary>The list of single access tokens that were revoked: short, because they live for minutes.</summary>
internal sealed class RevokedTokens(IHotTables tables)
{
    private static readonly Statement Find = new("""SELECT 1 FROM "RevokedTokens" WHERE "Id" = @id""");

    private static readonly Statement Insert = new("""
        INSERT INTO "RevokedTokens" ("Id") SELECT @id WHERE NOT EXISTS (SELECT 1 FROM "RevokedTokens" WHERE "Id" = @id)
        """);

    public static Unit Add(Unit unit, AccessToken token) => unit.Add(Insert, KeyOf(token));

    public async Task<bool> HasAsync(AccessToken token, CancellationToken cancellation) =>
        await tables.ListAsync(Find, row => row.GetInt32(0), [KeyOf(token)], cancellation) is not [];

    public static byte[] KeyOf(AccessToken token) => TimeKey.Of(token.ExpiresAt, token.Id);
}
