using IdentityServer.Accounts.Groups;
using IdentityServer.Data;
using IdentityServer.Shared;
using IdentityServer.Shared.Cookies;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Setup;

internal sealed class SetupLinks(IHotTables tables, IOptions<ServerOptions> server, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    public static readonly LinkCookie Cookie = new("setup") { Lifetime = Lifetime };

    private static readonly Statement Insert = new("""
        INSERT INTO "SetupLinks" ("Id", "CreatedAt", "ExpiresAt") VALUES (@id, @created, @expires)
        """);

    private static readonly Statement Withdraw = new("""DELETE FROM "SetupLinks" WHERE "UsedAt" IS NULL""");

    private static readonly Statement Find = new("""
        SELECT 1 FROM "SetupLinks" WHERE "Id" = @id AND "UsedAt" IS NULL AND "ExpiresAt" > @now
        """);

    private static readonly Statement Any = new("""SELECT COUNT(*) FROM "SetupLinks" """);

    private static readonly Statement Spend = new("""
        UPDATE "SetupLinks" SET "UsedAt" = @now WHERE "Id" = @id AND "UsedAt" IS NULL AND "ExpiresAt" > @now
        """);

    private static readonly Statement Administrators = new("""SELECT COUNT(*) FROM "GroupMembers" WHERE "Group" = @group""");

    /// <summary>A new link; the ones before it open nothing any more. Null once there is an administrator.</summary>
    public async Task<Uri?> MakeAsync(CancellationToken cancellation)
    {
        if (await IsSetUpAsync(cancellation))
            return null;

        var now = clock.GetUtcNow();
        var handle = Handle.New(now);
        await tables.WriteAsync(new Unit().Add(Withdraw).Require(Insert, handle, now, now + Lifetime), cancellation);
        return new($"{server.Value.Issuer}/setup?link={handle}");
    }

    public async Task<bool> IsSetUpAsync(CancellationToken cancellation) =>
        await CountAsync(Administrators, [GroupMember.Administrators], cancellation) > 0;

    /// <summary>Whether the console has shown a link before: it does so once, after that the command is asked.</summary>
    public async Task<bool> WasMadeAsync(CancellationToken cancellation) => await CountAsync(Any, [], cancellation) > 0;

    public async Task<bool> OpensAsync(string? text, CancellationToken cancellation) =>
        Handle.TryParse(text, out var handle)
        && await tables.FindAsync(Find, _ => "open", [handle, clock.GetUtcNow()], cancellation) is not null
        && !await IsSetUpAsync(cancellation);

    /// <summary>Part of the unit that makes the administrator: of two who hold the link one becomes it.</summary>
    public void AddSpending(Unit unit, string? text) =>
        unit.Require(Spend, clock.GetUtcNow(), Handle.TryParse(text, out var handle) ? handle.ToKey() : []);

    private async Task<long> CountAsync(Statement statement, Value[] values, CancellationToken cancellation) =>
        (await tables.ListAsync(statement, row => Convert.ToInt64(row.GetValue(0), provider: null), values, cancellation))[0];
}
