using IdentityServer.Data;

namespace IdentityServer.OpenId.Resources;

internal sealed class ApiResourceStore(IHotTables tables)
{
    private static readonly Statement List = new("""SELECT "Resource", "Definition" FROM "ApiResources" ORDER BY "Resource" """);

    private static readonly Statement Insert = new("""INSERT INTO "ApiResources" ("Resource", "Definition") VALUES (@resource, @definition)""");

    private static readonly Statement Update = new("""UPDATE "ApiResources" SET "Definition" = @definition WHERE "Resource" = @resource""");

    public Task<List<StoredApiResource>> ListAsync(CancellationToken cancellation) =>
        tables.ListAsync(List, row => new StoredApiResource(row.GetString(0), row.GetFieldValue<byte[]>(1)), [], cancellation);

    public static Unit Add(Unit unit, StoredApiResource resource) => unit.Add(Insert, resource.Resource, resource.Definition);

    public static Unit Replace(Unit unit, StoredApiResource resource) => unit.Require(Update, resource.Definition, resource.Resource);
}
