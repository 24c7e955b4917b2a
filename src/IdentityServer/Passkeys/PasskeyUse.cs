using System.Text.Json.Nodes;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Sessions;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys;

/// <summary>What an accepted proof leaves behind: the passkey's new state, and what its owner should hear about.</summary>
internal sealed class PasskeyUse(PasskeySeal seal, PasskeyTrail trail, AccountNotices notices)
{
    public async Task AddToAsync(Unit unit, HttpContext http, PasskeyProof.Accepted proof)
    {
        var (passkey, signals) = (proof.Passkey, proof.Signals);
        DateTimeOffset? anomaly = proof.Reduced ? proof.At : null;
        unit.Require(PasskeyStatements.Use,
            proof.Counter, signals.BackedUp, proof.At, DeviceFamily.Of(http.Request).ToString(), anomaly, passkey.Id);

        if (proof.Reduced)
        {
            AddEvent(unit, PasskeyEvents.CounterAnomaly, proof, session: null, new() { ["action"] = "accepted at reduced assurance" });
            await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Doubted(passkey.Name), CancellationToken.None);
        }

        if (proof.Verification is VerificationTrust.Established)
        {
            unit.Require(PasskeyStatements.Trust, true, seal.Compute(passkey with { UserVerified = true }), passkey.Id);
            AddEvent(unit, PasskeyEvents.VerificationTrusted, proof, session: null);
        }

        if (signals.BackupChange is not BackupChange.None)
            AddEvent(unit, PasskeyEvents.BackupChanged, proof, session: null);
    }

    /// <summary>The sign-in as tokens will tell of it. A proof with a doubt about it counts as one factor.</summary>
    public static AuthenticationEvent ToEvent(PasskeyProof.Accepted proof)
    {
        var authentication = AuthenticationPolicy.Passkey(proof.At,
            userVerified: proof.UserVerified && !proof.Reduced,
            hardwareProtected: proof.Passkey is { HardwareProtected: true, BackupEligible: false, FlaggedAt: null });

        return new(proof.At, AuthenticationMethod.Passkey, authentication.Acr)
        {
            Amr = authentication.Amr,
            PasskeyId = proof.Passkey.Id,
            UserVerified = proof.UserVerified,
            FullAssurance = !proof.Reduced,
            IsYoung = proof.At < proof.Passkey.SettledAt,
            ActionClass = proof.Ceremony.ActionClass,
        };
    }

    public void AddEvent(Unit unit, AuditEventType type, PasskeyProof.Accepted proof, Guid? session, JsonObject? details = null)
    {
        details ??= [];
        details["uv"] = proof.Signals.UserVerified;
        details["backedUp"] = proof.Signals.BackedUp;
        details["counter"] = proof.Signals.CounterState.ToString();
        details["attachment"] = proof.Signals.Attachment?.ToString();
        trail.Add(unit, proof.Passkey, new(type, Actor.User(proof.Account.Id)) { Session = session, Details = details });
    }
}
