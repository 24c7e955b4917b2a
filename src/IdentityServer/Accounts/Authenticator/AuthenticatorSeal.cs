using IdentityServer.Data.Protection;
using Microsoft.Extensions.Options;

namespace IdentityServer.Accounts.Authenticator;

/// <summary>A stolen table shows no codes, and a secret that was copied into another row opens nothing there.</summary>
internal sealed class AuthenticatorSeal(MasterKey master, IOptions<AuthenticatorOptions> options)
{
    public byte[] Seal(Guid account, Guid app, byte[] secret) => master.Seal(secret, Purpose(account, app));

    /// <summary>Null where the row was changed by something else than this server.</summary>
    public byte[]? Open(AuthenticatorApp app) => master.TryOpen(app.Sealed, Purpose(app.AccountId, app.Id), out var secret) ? secret : null;

    /// <summary>The step in which the app shows this code, if that is now or as near as clocks are, and was not used yet.</summary>
    public long? FindStep(AuthenticatorApp app, string code, DateTimeOffset now)
    {
        var (step, drift) = (Totp.StepAt(now), options.Value.Drift);
        return Open(app) is { } secret ? Totp.FindStep(secret, code, Math.Max(step - drift, app.LastStep + 1), step + drift) : null;
    }

    private static string Purpose(Guid account, Guid app) => $"authenticator {app:N} of {account:N}";
}
