using IdentityServer.Data.Protection;

namespace IdentityServer.Accounts.Authenticator;

/// <summary>A stolen table shows no codes, and a secret that was copied into another row opens nothing there.</summary>
internal sealed class AuthenticatorSeal(MasterKey master)
{
    public byte[] Seal(Guid account, Guid app, byte[] secret) => master.Seal(secret, Purpose(account, app));

    /// <summary>Null where the row was changed by something else than this server.</summary>
    public byte[]? Open(AuthenticatorApp app) => master.TryOpen(app.Sealed, Purpose(app.AccountId, app.Id), out var secret) ? secret : null;

    private static string Purpose(Guid account, Guid app) => $"authenticator {app:N} of {account:N}";
}
