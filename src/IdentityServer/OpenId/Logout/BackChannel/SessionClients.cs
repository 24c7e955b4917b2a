using System.Security.Cryptography;
using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.OpenId.Logout.BackChannel;

/// <summary>An app that got an ID token in a session: it hears when the session ends.</summary>
internal sealed class SessionClient
{
    public const int TieLength = 8;

    public required Guid SessionId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Random: two codes of one app redeemed at the same instant must not get into each other's way.</summary>
    public required byte[] Tie { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class SessionClientConfiguration : IEntityTypeConfiguration<SessionClient>
{
    public void Configure(EntityTypeBuilder<SessionClient> builder)
    {
        builder.ToTable("SessionClients");
        builder.HasKey(client => new { client.SessionId, client.ClientId, client.Tie });
        builder.HasIndex(client => client.CreatedAt);
        builder.Property(client => client.Tie).HasMaxLength(SessionClient.TieLength);
    }
}

internal static class SessionClients
{
    private static readonly Statement Insert = new("""
        INSERT INTO "SessionClients" ("SessionId", "ClientId", "Tie", "CreatedAt")
        SELECT @session, @client, @tie, @now
        WHERE NOT EXISTS (SELECT 1 FROM "SessionClients" WHERE "SessionId" = @session AND "ClientId" = @client)
        """);

    private static readonly Statement Delete = new("""
        DELETE FROM "SessionClients" WHERE "SessionId" = @session AND "ClientId" = @client
        """);

    private static readonly Statement OfSession = new("""
        SELECT DISTINCT "ClientId" FROM "SessionClients" WHERE "SessionId" = @session
        """);

    /// <summary>Joins the unit that redeems a code; never the reason why one fails.</summary>
    public static void Add(Unit unit, Guid sessionId, string clientId, DateTimeOffset now) =>
        unit.Add(Insert, sessionId, clientId, RandomNumberGenerator.GetBytes(SessionClient.TieLength), now);

    /// <summary>The app was shut out: the end of the session is no longer its concern.</summary>
    public static void Remove(Unit unit, Guid sessionId, string clientId) => unit.Add(Delete, sessionId, clientId);

    public static Task<List<string>> OfAsync(IHotTables tables, Guid sessionId, CancellationToken cancellation) =>
        tables.ListAsync(OfSession, row => row.GetString(0), [sessionId], cancellation);
}
