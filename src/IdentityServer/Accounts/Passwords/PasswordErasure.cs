using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;

namespace IdentityServer.Accounts.Passwords;

/// <summary>
/// MG-12 and MG-02: a hash that serves nobody is not kept, not even sealed. It goes 30 days after the password was
/// switched off, and after a year in which nobody used it. There is no way back from here but a passkey or recovery.
/// </summary>
internal sealed class PasswordErasure(LegacyPasswordStore passwords, IHotTables tables, AuditTrail audit, TimeProvider clock) : IJob
{
    public string Name => "password-erasure";

    public TimeSpan Period => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var (accounts, reason) in new[]
        {
            (await passwords.SwitchedOffBeforeAsync(now - LegacyPassword.Grace, cancellation), "switched_off"),
            (await passwords.UnusedSinceAsync(now - LegacyPassword.Memory, cancellation), "unused"),
        })
        {
            foreach (var account in accounts)
                await EraseAsync(account, reason, cancellation);
        }
    }

    private async Task EraseAsync(Guid account, string reason, CancellationToken cancellation)
    {
        var unit = LegacyPasswordStore.Erase(new(), account);
        audit.Add(unit, new(AccountEvents.PasswordErased, Actor.System) { Subject = account, Reason = reason });
        await tables.WriteAsync(unit, cancellation);
    }
}
