using System.Text.Json.Nodes;
using IdentityServer.Accounts.Privacy;
using IdentityServer.Data;
using IdentityServer.Protocol.WebAuthn.Authenticators;

namespace IdentityServer.Passkeys.Managing;

/// <summary>Passkeys, without their keys. They go with the account's row; questions that nobody answered go here.</summary>
internal sealed class PasskeyPersonalData(PasskeyStore passkeys) : IPersonalData
{
    private static readonly Statement ForgetCeremonies = new("""DELETE FROM "Ceremonies" WHERE "AccountId" = @account""");

    private static readonly Statement ForgetHalfSignIns = new("""DELETE FROM "HalfSignIns" WHERE "AccountId" = @account""");

    public async Task<IReadOnlyList<PersonalSection>> ReadAsync(Guid accountId, CancellationToken cancellation) =>
        [new("passkeys", (await passkeys.OfAccountAsync(accountId, cancellation)).Select(Of))];

    public void AddErasure(Unit unit, Guid accountId) => unit.Add(ForgetCeremonies, accountId).Add(ForgetHalfSignIns, accountId);

    private static JsonObject Of(Passkey passkey) => new()
    {
        ["name"] = passkey.Name,
        ["provider"] = AuthenticatorNames.Find(passkey.Aaguid),
        ["model"] = passkey.Aaguid,
        ["synced"] = passkey.Synced,
        ["verifiesYou"] = passkey.UserVerified,
        ["transports"] = passkey.Transports,
        ["bornIn"] = passkey.BornIn.ToString(),
        ["createdAt"] = passkey.CreatedAt,
        ["lastUsedAt"] = passkey.LastUsedAt,
        ["lastUsedOn"] = passkey.LastUsedOn,
        ["timesFailedInARow"] = passkey.FailuresInARow,
        ["suspendedAt"] = passkey.SuspendedAt,
        ["suspendedFor"] = passkey.SuspendedFor?.ToString(),
        ["flaggedAt"] = passkey.FlaggedAt,
    };
}
