using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.OpenId.Logout.BackChannel;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Shared.Telemetry;
using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Grants;

/// <summary>Writes what happens to a grant, each time in one unit with its entry in the audit.</summary>
internal sealed class GrantLedger(IHotTables tables, AuditTrail audit, Tally tally, ILogger<GrantLedger> logger)
{
    /// <summary>Missed: the session has just ended. Conflict: the code behind these terms was used before.</summary>
    public Task<UnitOutcome> OpenAsync(GrantTerms terms, Guid? passkeyId, DateTimeOffset now, DateTimeOffset idleExpiresAt, int generation)
    {
        var unit = GrantStore.Insert(new(), terms, passkeyId, now, idleExpiresAt, generation);
        if (terms.Access.IsOpenId)
            SessionClients.Add(unit, terms.SessionId, terms.ClientId, now);
        audit.Add(unit, EntryFor(OpenIdEvents.TokenIssued, terms));
        return WriteAsync(unit);
    }

    /// <summary>Whoever owns this code has shown it in a way that cannot be an accident: it gets no second try.</summary>
    public Task SpoilAsync(GrantTerms terms, DateTimeOffset now) => WriteAsync(GrantStore.InsertSpoiled(new(), terms, now));

    /// <summary>False: somebody else turned the generation, or the grant was revoked, since it was read.</summary>
    public async Task<bool> RotateAsync(GrantTerms terms, int generation, DateTimeOffset now, DateTimeOffset idleExpiresAt)
    {
        var unit = new Unit().Require(GrantStatements.Rotate, generation + 1, now, idleExpiresAt, terms.Id, generation);
        audit.Add(unit, EntryFor(OpenIdEvents.TokenRefreshed, terms));
        return await WriteAsync(unit) is UnitOutcome.Committed;
    }

    /// <summary>The refresh token stays as it is. False: the grant was revoked since it was read.</summary>
    public async Task<bool> KeepAsync(GrantTerms terms, DateTimeOffset idleExpiresAt)
    {
        var unit = new Unit().Require(GrantStatements.Touch, idleExpiresAt, terms.Id);
        audit.Add(unit, EntryFor(OpenIdEvents.TokenRefreshed, terms));
        return await WriteAsync(unit) is UnitOutcome.Committed;
    }

    /// <summary>RFC 9700 §4.14.2: nobody can tell the thief from the owner, so both lose.</summary>
    public async Task RevokeFamilyAsync(GrantTerms terms, GrantEnd reason, DateTimeOffset now)
    {
        var unit = GrantRevocation.Of(new(), terms.Id, reason, now);
        audit.Add(unit, EntryFor(OpenIdEvents.TokenReuseDetected, terms) with { Reason = reason.ToString() });
        await WriteAsync(unit);
        tally.Count(Measures.GrantsRevoked, reason.ToString());
        logger.FamilyRevoked(terms.ClientId, reason);
    }

    // What has begun is finished, whether or not the app still listens.
    private Task<UnitOutcome> WriteAsync(Unit unit) => tables.WriteAsync(unit, CancellationToken.None);

    private static AuditEntry EntryFor(AuditEventType type, GrantTerms terms) => new(type, Actor.Client(terms.ClientId))
    {
        Subject = terms.AccountId,
        Session = terms.SessionId,
        Details = new JsonObject { ["scopes"] = string.Join(' ', terms.Access.Scopes), ["acr"] = terms.Authentication.Acr },
    };
}
