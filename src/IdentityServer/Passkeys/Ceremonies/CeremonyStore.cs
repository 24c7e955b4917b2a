using System.Data.Common;
using System.Security.Cryptography;
using IdentityServer.Data;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Sessions;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Ceremonies;

/// <summary>Questions and their one answer each. What limits count is counted in the same write, or not at all.</summary>
internal sealed class CeremonyStore(
    IHotTables tables, Throttle throttle, CeremonyLimits limits, CeremonyTrail trail, RelyingParty relyingParty, TimeProvider clock)
{
    // Two instances that meet a network for the first time at the same moment; the second sees its row at the next try.
    private const int MostTries = 5;

    /// <summary>Longer than the browser waits, so that a person who answers in time is never too late.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(600);

    private const string Columns = """
        "Id", "Purpose", "Challenge", "BrowserHash", "AccountId", "SessionId", "Interaction", "ActionHash", "ActionClass", "RelyingPartyId",
        "UserVerificationRequired", "Conditional", "Origin", "NewAccount", "CreatedAt", "ExpiresAt"
        """;

    private static readonly Statement Insert = new($"""
        INSERT INTO "Ceremonies" ({Columns})
        VALUES (@id, @purpose, @challenge, @browser, @account, @session, @interaction, @hash, @class, @rp, @uv, @conditional, @origin, @new, @created, @expires)
        """);

    private static readonly Statement Find = new($"""SELECT {Columns}, "TakenAt" FROM "Ceremonies" WHERE "Id" = @id""");

    private static readonly Statement Take = new("""
        UPDATE "Ceremonies" SET "TakenAt" = @now WHERE "Id" = @id AND "TakenAt" IS NULL
        """);

    /// <param name="http">The browser that is asked, and the only one that can answer.</param>
    /// <param name="purpose">The only one that the answer is good for.</param>
    /// <param name="ask">What this question is about; what all have in common is there already, as strict as can be.</param>
    /// <param name="listed">How many passkeys it names.</param>
    public async Task<BegunCeremony> BeginAsync(
        HttpContext http, CeremonyPurpose purpose, Func<PendingCeremony, PendingCeremony> ask, int listed, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var handle = Handle.New(now);
        var it = ask(new()
        {
            Id = handle.ToKey(),
            Purpose = purpose,
            Challenge = RandomNumberGenerator.GetBytes(Ceremony.ChallengeLength),
            BrowserHash = Browser.HashOrCreate(http, now),
            RelyingPartyId = relyingParty.Id,
            UserVerificationRequired = true,
            Conditional = false,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        });
        var (write, tooMany) = await WriteAsync(limits.ToAsk(http, it), unit => Add(unit, it, listed), cancellation);
        return write is UnitOutcome.Committed ? new BegunCeremony.Begun(handle, it) : new BegunCeremony.TooMany(tooMany ?? Busy);
    }

    private Unit Add(Unit unit, PendingCeremony it, int listed)
    {
        unit.Require(Insert,
            it.Id, it.Purpose, it.Challenge, it.BrowserHash, it.AccountId, it.SessionId, it.Interaction, it.ActionHash, it.ActionClass, it.RelyingPartyId,
            it.UserVerificationRequired, it.Conditional, it.Origin, it.NewAccount, it.CreatedAt, it.ExpiresAt);
        trail.AddIssued(unit, it, listed);
        return unit;
    }

    /// <summary>
    /// Takes the ceremony before anything in the answer is looked at. Of fifty answers that arrive at once one gets it,
    /// on any number of instances; a wrong answer spends it like a right one.
    /// </summary>
    public async Task<TakenCeremony> TakeAsync(HttpContext http, string? text, CeremonyPurpose purpose, CancellationToken cancellation)
    {
        if (!Handle.TryParse(text, out var handle))
            return new TakenCeremony.Refused(PasskeyRefusal.ChallengeMissing);

        var ceremony = await tables.FindAsync(Find, Read, [handle], cancellation);
        if (ceremony is null)
            return new TakenCeremony.Refused(PasskeyRefusal.ChallengeMissing);

        var now = clock.GetUtcNow();
        var (outcome, tooMany) = await WriteAsync(limits.ToAnswer(http), unit => unit.Require(Take, now, handle), CancellationToken.None);
        if (outcome is not UnitOutcome.Committed)
            return new TakenCeremony.Refused(tooMany is null ? PasskeyRefusal.ChallengeConsumed : PasskeyRefusal.RateLimited) { Ceremony = ceremony, TooMany = tooMany };

        if (ceremony.Purpose != purpose)
            return Refused(PasskeyRefusal.PurposeMismatch);

        if (!Browser.Owns(http, ceremony.BrowserHash))
            return Refused(PasskeyRefusal.ChallengeBinding);

        if (ceremony.ExpiresAt <= now)
            return Refused(PasskeyRefusal.ChallengeExpired);

        return new TakenCeremony.Yours(ceremony);

        TakenCeremony.Refused Refused(PasskeyRefusal reason) => new(reason) { Ceremony = ceremony };
    }

    private static ThrottleOutcome.Refused Busy => new(new RateRule("ceremonies", 1, TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(1));

    private async Task<(UnitOutcome Outcome, ThrottleOutcome? TooMany)> WriteAsync(Take[] takes, Func<Unit, Unit> change, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await tables.WriteAsync(throttle.Add(change(new()), takes), cancellation);
            if (outcome is UnitOutcome.Missed)
                return (outcome, await throttle.RefusalAsync(takes, cancellation));
            if (outcome is UnitOutcome.Committed)
                return (outcome, null);
            if (attempt == MostTries)
                return (outcome, Busy);
        }
    }

    private static PendingCeremony Read(DbDataReader row) => new()
    {
        Id = row.GetFieldValue<byte[]>(0),
        Purpose = row.GetEnum<CeremonyPurpose>(1),
        Challenge = row.GetFieldValue<byte[]>(2),
        BrowserHash = row.GetFieldValue<byte[]>(3),
        AccountId = row.GetGuidOrNull(4),
        SessionId = row.GetGuidOrNull(5),
        Interaction = row.GetStringOrNull(6),
        ActionHash = row.GetBytesOrNull(7),
        ActionClass = row.GetStringOrNull(8),
        RelyingPartyId = row.GetString(9),
        UserVerificationRequired = row.GetBoolean(10),
        Conditional = row.GetBoolean(11),
        Origin = row.GetEnumOrNull<PasskeyOrigin>(12),
        NewAccount = row.GetStringOrNull(13),
        CreatedAt = row.GetInstant(14),
        ExpiresAt = row.GetInstant(15),
        TakenAt = row.GetInstantOrNull(16),
    };
}

/// <summary>The ceremony, or why there is none to answer.</summary>
internal abstract record TakenCeremony
{
    private TakenCeremony()
    {
    }

    public sealed record Yours(PendingCeremony Ceremony) : TakenCeremony;

    public sealed record Refused(PasskeyRefusal Reason) : TakenCeremony
    {
        /// <summary>What the answer was meant for, for the records only.</summary>
        public PendingCeremony? Ceremony { get; init; }

        public ThrottleOutcome? TooMany { get; init; }
    }
}

internal abstract record BegunCeremony
{
    private BegunCeremony()
    {
    }

    public sealed record Begun(Handle Handle, PendingCeremony Ceremony) : BegunCeremony;

    public sealed record TooMany(ThrottleOutcome Outcome) : BegunCeremony;
}
