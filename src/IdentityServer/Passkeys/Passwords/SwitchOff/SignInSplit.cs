using System.Data.Common;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;

namespace IdentityServer.Passkeys.Passwords.SwitchOff;

/// <summary>MG-08: how people signed in within one week, and how many of those who are there have a passkey.</summary>
/// <param name="Passkey">Sign-ins with one.</param>
/// <param name="Password">With nothing but one, or with a recovery code after it.</param>
/// <param name="PasswordAndCode">And the code of an app.</param>
/// <param name="Approval">From another device.</param>
/// <param name="Active">Accounts that were signed in within the last 30 days.</param>
/// <param name="WithPasskey">Those of them with one that works.</param>
internal sealed record SignInSplit(int Passkey, int Password, int PasswordAndCode, int Approval, int Active, int WithPasskey)
{
    private const int Gate = 60;
    private const int End = 5;

    /// <summary>OP-01: in percent.</summary>
    public int Coverage => Share(WithPasskey, Active);

    /// <summary>OP-05: the percentage of sign-ins in which a password had a part.</summary>
    public int PasswordShare => Share(Password + PasswordAndCode, Passkey + Password + PasswordAndCode + Approval);

    /// <summary>S3-59: more than 60 in a hundred have a passkey, so that the password can step back.</summary>
    public bool IsPasskeyPrimary => 100L * WithPasskey > (long)Gate * Active;

    /// <summary>MG-18: fewer than 5 sign-ins in a hundred need a password.</summary>
    public bool MayPasswordsEnd => Passkey > 0 && 100L * (Password + PasswordAndCode) < (long)End * (Passkey + Password + PasswordAndCode + Approval);

    private static int Share(int part, int whole) => whole is 0 ? 0 : (int)(100L * part / whole);
}

internal sealed class SignInSplits(IHotTables tables, TimeProvider clock)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    private static readonly Statement Counts = new("""
        SELECT "Type", COUNT(*) FROM "AuditEvents"
        WHERE "Id" >= @since AND "Type" IN (@passkey, @password, @code, @approval) GROUP BY "Type"
        """);

    private static readonly Statement CountActive = new("""
        SELECT COUNT(DISTINCT "AccountId") FROM "Sessions" WHERE "LastSeenAt" >= @since
        """);

    private static readonly Statement CountCovered = new("""
        SELECT COUNT(DISTINCT s."AccountId") FROM "Sessions" s
        WHERE s."LastSeenAt" >= @since AND EXISTS (SELECT 1 FROM "Passkeys" p WHERE p."AccountId" = s."AccountId" AND p."SuspendedAt" IS NULL)
        """);

    public async Task<SignInSplit> OfLastWeekAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var counts = (await tables.ListAsync(Counts, row => (Type: row.GetString(0), Count: Number(row, 1)),
            [EventId.Before(now - Week).ToBytes(), PasskeyEvents.LoginSucceeded.Name, AccountEvents.PasswordSucceeded.Name, AccountEvents.TotpSucceeded.Name, SessionEvents.ApprovalUsed.Name],
            cancellation)).ToDictionary(it => it.Type, it => it.Count);

        return new(
            counts.GetValueOrDefault(PasskeyEvents.LoginSucceeded.Name),
            counts.GetValueOrDefault(AccountEvents.PasswordSucceeded.Name),
            counts.GetValueOrDefault(AccountEvents.TotpSucceeded.Name),
            counts.GetValueOrDefault(SessionEvents.ApprovalUsed.Name),
            await CountAsync(CountActive), await CountAsync(CountCovered));

        async Task<int> CountAsync(Statement statement) =>
            (await tables.ListAsync(statement, row => Number(row, 0), [now - Lately], cancellation))[0];
    }

    // One database counts in more bits than another.
    private static int Number(DbDataReader row, int column) => Convert.ToInt32(row.GetValue(column), provider: null);
}
