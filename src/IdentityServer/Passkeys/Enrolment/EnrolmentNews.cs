using System.Text.Json.Nodes;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Sessions.Repudiation;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>Who hears of a new passkey: the trail, and its owner with a link that takes it away again.</summary>
internal sealed class EnrolmentNews(PasskeyTrail trail, AccountNotices notices, RepudiationLinks repudiations)
{
    public async Task AddToAsync(Unit unit, RegistrationProof.Accepted proof, CancellationToken cancellation)
    {
        Record(unit, proof.Passkey, proof.Credential);

        // Whoever gets an account with it knows.
        if (proof.Enrollee.NewAccount is not null)
            return;

        var passkey = proof.Passkey;
        var notMe = repudiations.Add(unit, new(passkey.AccountId, passkey.CreatedAt) { NewPasskeyId = passkey.Id });
        await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Added(passkey.Name, notMe), cancellation);
    }

    private void Record(Unit unit, Passkey passkey, NewCredential credential) =>
        trail.Add(unit, passkey, new(PasskeyEvents.RegisterSucceeded, Actor.User(passkey.AccountId))
        {
            Details = new JsonObject
            {
                ["aaguid"] = passkey.Aaguid.ToString(),
                ["transports"] = passkey.Transports,
                ["backupEligible"] = passkey.BackupEligible,
                ["backedUp"] = passkey.BackedUp,
                ["uv"] = passkey.UserVerified,
                ["discoverable"] = passkey.Discoverable,
                ["algorithm"] = credential.Algorithm,
                ["attestation"] = passkey.AttestationFormat,
                ["bornIn"] = passkey.BornIn.ToString(),
            },
        });
}
