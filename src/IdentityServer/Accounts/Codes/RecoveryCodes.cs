using System.Net;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Throttles;

namespace IdentityServer.Accounts.Codes;

/// <summary>The sheet of paper that helps when every device is lost: ten codes, each good once.</summary>
internal sealed class RecoveryCodes(
    RecoveryCodeStore store, HashSeal seal, Guesses guesses, IHotTables tables, AuditTrail audit, AccountNotices notices, TimeProvider clock)
{
    private const string Authenticator = "recovery-codes";

    // Whoever went to fetch paper finds the question again; whoever forgot about it begins anew.
    private static readonly TimeSpan PendingFor = TimeSpan.FromHours(1);

    public async Task<RecoverySheet> SheetOfAsync(Guid account, CancellationToken cancellation)
    {
        var codes = await store.OfAccountAsync(account, cancellation);
        return new(
            [.. codes.Where(code => code.ConfirmedAt is not null)],
            [.. codes.Where(code => code.ConfirmedAt is null && clock.GetUtcNow() - code.CreatedAt < PendingFor)]);
    }

    /// <summary>The only time that anybody sees them. They replace the sheet before once one of them is typed back.</summary>
    public async Task<IReadOnlyList<string>> DrawAsync(Guid account, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var set = Guid.CreateVersion7(now);
        var secrets = Enumerable.Range(1, RecoveryCodeText.PerSet).Select(number => (Number: number, Secret: RecoveryCodeText.New())).ToList();
        var rows = secrets.AsParallel().Select(code => new RecoveryCode
        {
            AccountId = account,
            SetId = set,
            Number = code.Number,
            Sealed = seal.Seal(account, Pbkdf2Hash.Of(code.Secret), Use(code.Number)),
            CreatedAt = now,
        }).ToList();

        await tables.WriteAsync(RecoveryCodeStore.AddPending(new(), account, rows), cancellation);
        return [.. secrets.Select(code => RecoveryCodeText.Format(code.Number, code.Secret))];
    }

    /// <summary>Typed back: it is on paper. False where it is none of the sheet that waits.</summary>
    public async Task<bool> ConfirmAsync(Guid account, Guid session, string? typed, CancellationToken cancellation)
    {
        var sheet = await SheetOfAsync(account, cancellation);
        if (Find(sheet.Pending, typed) is not { SetId: var set })
            return false;

        // Two tabs may each have drawn a sheet; the code says which one is on paper.
        var unit = RecoveryCodeStore.ConfirmSet(new(), [.. sheet.Pending.Where(code => code.SetId == set)], clock.GetUtcNow());
        audit.Add(unit, new(RecoveryEvents.CodesGenerated, Actor.User(account)) { Session = session, Details = new() { ["replaced"] = sheet.Good.Count > 0 } });
        await notices.AddAsync(unit, account, RecoveryCodeNotices.Created, cancellation);
        return await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;
    }

    /// <summary>Whether it is one of the sheet. What that opens is for the caller to decide; a sheet alone must open no account.</summary>
    public async Task<RecoveryCodeUse> CheckAsync(Guid account, string? typed, IPAddress? address, CancellationToken cancellation)
    {
        var outcome = await guesses.TryAsync(account, Authenticator, address, knownBrowser: null, cancellation);
        if (outcome is not ThrottleOutcome.Allowed)
            return new RecoveryCodeUse.TooMany(outcome);

        var sheet = await SheetOfAsync(account, cancellation);
        return Find(sheet.Unused, typed) is { } code ? new RecoveryCodeUse.Accepted(code, sheet.Unused.Count() - 1) : RecoveryCodeUse.Refused.Now;
    }

    /// <summary>Spends the code with whatever it led to. The unit misses where somebody else was quicker with the same one.</summary>
    public async Task AddUseAsync(Unit unit, RecoveryCodeUse.Accepted use, IPAddress? address, CancellationToken cancellation)
    {
        var account = use.Code.AccountId;
        RecoveryCodeStore.Use(unit, use.Code, clock.GetUtcNow());
        guesses.Succeeded(unit, account, Authenticator, address, knownBrowser: null);
        audit.Add(unit, new(RecoveryEvents.CodeUsed, Actor.User(account)) { Details = new() { ["left"] = use.Left } });
        if (use.Left is 0)
            audit.Add(unit, new(RecoveryEvents.CodesExhausted, Actor.System) { Subject = account });
        await notices.AddAsync(unit, account, RecoveryCodeNotices.Used(use.Left), cancellation);
    }

    private RecoveryCode? Find(IEnumerable<RecoveryCode> codes, string? typed) =>
        RecoveryCodeText.TryParse(typed, out var number, out var secret)
            ? codes.FirstOrDefault(code => code.Number == number && seal.Open(code.AccountId, code.Sealed, Use(number)) is { } hash && hash.Matches(secret))
            : null;

    private static string Use(int number) => $"recovery code {number}";
}

/// <param name="Good">Confirmed, used or not.</param>
/// <param name="Pending">Shown, and not typed back yet.</param>
internal sealed record RecoverySheet(IReadOnlyList<RecoveryCode> Good, IReadOnlyList<RecoveryCode> Pending)
{
    public IEnumerable<RecoveryCode> Unused => Good.Where(code => code.UsedAt is null);
}
