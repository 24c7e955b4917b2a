using IdentityServer.Data;
using IdentityServer.Shared;
using Microsoft.Extensions.Options;

namespace IdentityServer.Accounts.Profile.Pictures;

/// <summary>One picture per account, written in the same unit as the claim that tells apps where it is.</summary>
internal sealed class PictureStore(IHotTables tables, ProfileStore profiles, IOptions<ServerOptions> server, TimeProvider clock)
{
    public const string Path = "/pictures/";

    private const string Claim = "picture";

    private static readonly Statement Find = new("""
        SELECT "MediaType", "Content" FROM "Pictures" WHERE "Id" = @id
        """);

    private static readonly Statement Insert = new("""
        INSERT INTO "Pictures" ("Id", "AccountId", "MediaType", "Content") VALUES (@id, @account, @type, @content)
        """);

    private static readonly Statement Remove = new("""DELETE FROM "Pictures" WHERE "AccountId" = @account""");

    /// <summary>Where the picture is, if it is one of ours; a foreign one is never fetched by our pages.</summary>
    public static string? PathIn(string claims) =>
        Uri.TryCreate(ClaimText.Find(claims, Claim), UriKind.Absolute, out var address) && address.AbsolutePath.StartsWith(Path, StringComparison.Ordinal)
            ? address.AbsolutePath
            : null;

    public async Task<PictureFile?> FindAsync(string? text, CancellationToken cancellation) =>
        Handle.TryParse(text, out var handle)
            ? await tables.FindAsync(Find, row => new PictureFile(row.GetString(0), row.GetFieldValue<byte[]>(1)), [handle], cancellation)
            : null;

    public Task<ProfileOutcome> SetAsync(Guid accountId, Guid session, PictureFile picture, CancellationToken cancellation)
    {
        var handle = Handle.New(clock.GetUtcNow());
        return profiles.ChangeAsync(accountId, session,
            claims => claims[Claim] = $"{server.Value.Issuer}{Path}{handle}",
            unit =>
            {
                unit.Add(Remove, accountId).Require(Insert, handle, accountId, picture.MediaType, picture.Content);
                return Task.CompletedTask;
            },
            cancellation);
    }

    public Task<ProfileOutcome> RemoveAsync(Guid accountId, Guid session, CancellationToken cancellation) =>
        profiles.ChangeAsync(accountId, session, claims => claims.Remove(Claim), unit =>
        {
            unit.Add(Remove, accountId);
            return Task.CompletedTask;
        }, cancellation);
}
