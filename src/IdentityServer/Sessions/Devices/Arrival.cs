using System.Data.Common;
using IdentityServer.Accounts.Groups;
using IdentityServer.Data;

namespace IdentityServer.Sessions.Devices;

/// <summary>What is known of somebody at the moment they come in, read at once.</summary>
internal sealed record Arrival
{
    /// <summary>Of somebody who operates this server.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>Nobody came in under this account before.</summary>
    public bool IsFirst { get; init; }

    /// <summary>The last time on this browser; null where it is new to the account.</summary>
    public Visit? Before { get; init; }

    private static readonly Statement Find = new("""
        SELECT g."Group", a."FirstSignInAt", b."LastSeenAt", b."Countries"
        FROM "Accounts" a
        LEFT JOIN "GroupMembers" g ON g."AccountId" = a."Id" AND g."Group" = @administrators
        LEFT JOIN "KnownBrowsers" b ON b."AccountId" = a."Id" AND b."Id" = @browser
        WHERE a."Id" = @account
        """);

    /// <summary>Of an account that is gone nothing is known, and its session is not written.</summary>
    public static async Task<Arrival> FindAsync(IHotTables tables, Guid account, Handle browser, CancellationToken cancellation) =>
        await tables.FindAsync(Find, Read, [GroupMember.Administrators, browser, account], cancellation) ?? new();

    private static Arrival Read(DbDataReader row) => new()
    {
        IsPrivileged = !row.IsDBNull(0),
        IsFirst = row.IsDBNull(1),
        Before = row.GetInstantOrNull(2) is { } at ? new(at, row.GetStringOrNull(3)) : null,
    };
}

internal sealed record Visit(DateTimeOffset At, string? Countries);
