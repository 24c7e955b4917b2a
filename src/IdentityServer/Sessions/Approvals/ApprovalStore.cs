using System.Data.Common;
using IdentityServer.Data;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Approvals;

internal sealed class ApprovalStore(IHotTables tables, TimeProvider clock)
{
    private const string Columns = """
        "Id", "BrowserHash", "AccountId", "Interaction", "Number", "Device", "Country", "Network", "App", "AskedAt", "ExpiresAt",
        "Decision", "DecidedAt", "ApproverSessionId", "TakenAt"
        """;

    private static readonly Statement InsertOne = new("""
        INSERT INTO "SignInApprovals" ("Id", "BrowserHash", "AccountId", "Interaction", "Number", "Device", "Country", "Network", "App", "AskedAt", "ExpiresAt")
        VALUES (@id, @browser, @account, @interaction, @number, @device, @country, @network, @app, @asked, @expires)
        """);

    private static readonly Statement Find = new($"""SELECT {Columns} FROM "SignInApprovals" WHERE "Id" = @id""");

    private static readonly Statement Waiting = new($"""
        SELECT {Columns} FROM "SignInApprovals"
        WHERE "AccountId" = @account AND "Decision" IS NULL AND "ExpiresAt" > @now ORDER BY "AskedAt" DESC
        """);

    private static readonly Statement Repudiated = new($"""
        SELECT {Columns} FROM "SignInApprovals" WHERE "AccountId" = @account AND "Decision" = @repudiated AND "DecidedAt" > @since
        """);

    /// <summary>One answer to one question: a wrong number and a right one at the same moment do not both count.</summary>
    private static readonly Statement DecideOne = new("""
        UPDATE "SignInApprovals" SET "Decision" = @decision, "DecidedAt" = @now, "ApproverSessionId" = @session
        WHERE "Id" = @id AND "AccountId" = @account AND "Decision" IS NULL AND "ExpiresAt" > @now
        """);

    private static readonly Statement TakeOne = new("""
        UPDATE "SignInApprovals" SET "TakenAt" = @now
        WHERE "Id" = @id AND "Decision" = @approved AND "TakenAt" IS NULL AND "ExpiresAt" > @now
        """);

    public static Unit Insert(Unit unit, SignInApproval it) => unit.Require(InsertOne,
        it.Id, it.BrowserHash, it.AccountId, it.Interaction, it.Number, it.Device, it.Country, it.Network, it.App, it.AskedAt, it.ExpiresAt);

    /// <summary>Null where there is none and where another browser asked: nobody learns which.</summary>
    public async Task<SignInApproval?> OfBrowserAsync(HttpContext http, string? text, CancellationToken cancellation) =>
        Handle.TryParse(text, out var handle)
        && await tables.FindAsync(Find, Read, [handle], cancellation) is { } approval
        && Browser.Owns(http, approval.BrowserHash)
            ? approval
            : null;

    public Task<List<SignInApproval>> WaitingAsync(Guid account, CancellationToken cancellation) =>
        tables.ListAsync(Waiting, Read, [account, clock.GetUtcNow()], cancellation);

    public async Task<bool> WasRepudiatedAsync(Guid account, DateTimeOffset since, CancellationToken cancellation) =>
        await tables.FindAsync(Repudiated, Read, [account, ApprovalDecision.Repudiated, since], cancellation) is not null;

    public void Decide(Unit unit, SignInApproval approval, Guid account, Guid session, ApprovalDecision decision) =>
        unit.Require(DecideOne, decision, clock.GetUtcNow(), session, approval.Id, account);

    public void Take(Unit unit, SignInApproval approval) => unit.Require(TakeOne, clock.GetUtcNow(), approval.Id, ApprovalDecision.Approved);

    private static SignInApproval Read(DbDataReader row) => new()
    {
        Id = row.GetFieldValue<byte[]>(0),
        BrowserHash = row.GetFieldValue<byte[]>(1),
        AccountId = row.GetGuidOrNull(2),
        Interaction = row.GetStringOrNull(3),
        Number = row.GetInt32(4),
        Device = row.GetString(5),
        Country = row.GetStringOrNull(6),
        Network = row.GetStringOrNull(7),
        App = row.GetStringOrNull(8),
        AskedAt = row.GetInstant(9),
        ExpiresAt = row.GetInstant(10),
        Decision = row.GetEnumOrNull<ApprovalDecision>(11),
        DecidedAt = row.GetInstantOrNull(12),
        ApproverSessionId = row.GetGuidOrNull(13),
        TakenAt = row.GetInstantOrNull(14),
    };
}
