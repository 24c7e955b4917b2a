using IdentityServer.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Pinning;

/// <summary>
/// A passkey opens nothing under another relying party id, for good. A slip in the settings must not lock everybody out,
/// so a start under another id is refused until somebody says which one they give up.
/// </summary>
internal sealed class RelyingPartyGate(
    IHotTables tables, RelyingParty relyingParty, IOptions<PasskeyOptions> options, TimeProvider clock, ILogger<RelyingPartyGate> logger)
    : IHostedLifecycleService
{
    private static readonly Statement Find = new("""SELECT "RelyingPartyId" FROM "RelyingPartyPins" WHERE "Id" = @id""");

    private static readonly Statement Pin = new("""
        INSERT INTO "RelyingPartyPins" ("Id", "RelyingPartyId", "Since")
        SELECT @id, @rp, @now WHERE NOT EXISTS (SELECT 1 FROM "RelyingPartyPins" WHERE "Id" = @id)
        """);

    private static readonly Statement Move = new("""
        UPDATE "RelyingPartyPins" SET "RelyingPartyId" = @rp, "Since" = @now WHERE "Id" = @id AND "RelyingPartyId" = @former
        """);

    private static readonly Statement LockedOut = new("""
        SELECT COUNT(DISTINCT "AccountId") FROM "Passkeys" WHERE "SuspendedAt" IS NULL AND "AccountId" NOT IN
            (SELECT "AccountId" FROM "Passkeys" WHERE "RelyingPartyId" = @rp AND "SuspendedAt" IS NULL)
        """);

    // After the schema is in order, and before anything is served.
    public Task StartingAsync(CancellationToken cancellation) => PassAsync(cancellation);

    public async Task PassAsync(CancellationToken cancellation)
    {
        // Two instances that start for the first time: the second finds what the first wrote.
        await tables.WriteAsync(new Unit().Add(Pin, RelyingPartyPin.TheOne, relyingParty.Id, clock.GetUtcNow()), cancellation);

        var pinned = await tables.FindAsync(Find, row => row.GetString(0), [RelyingPartyPin.TheOne], cancellation);
        if (pinned is null || pinned == relyingParty.Id)
            return;

        var people = await tables.ListAsync(LockedOut, row => Convert.ToInt64(row.GetValue(0), provider: null), [relyingParty.Id], cancellation);
        if (options.Value.AbandonRelyingPartyId != pinned)
            throw new RelyingPartyChangedException(pinned, relyingParty.Id, people[0]);

        await tables.WriteAsync(new Unit().Add(Move, relyingParty.Id, clock.GetUtcNow(), RelyingPartyPin.TheOne, pinned), cancellation);
        logger.RelyingPartyAbandoned(pinned, relyingParty.Id, people[0]);
    }

    public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellation) => Task.CompletedTask;
}
