using System.Text.Json.Serialization;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.Shared.Requests;
using IdentityServer.Shared.Telemetry;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Passkeys;

/// <summary>
/// OP-06 to OP-11 as this room sees them. The page, the question and the verdict are counted by the server; that the
/// prompt came up and what the browser said of it, the page reports (see <see cref="CeremonyReport"/>).
/// </summary>
internal sealed class CeremonyFunnel(Funnel funnel, Tally tally, TimeProvider clock, ILogger<CeremonyFunnel> logger)
{
    private long alarmedAt;

    /// <summary>Whether it is really shown the browser decides: inside another site's page it is not.</summary>
    public void PageShown(HttpContext http, CeremonyKind kind) => funnel.Record(
        kind, Mediation.Unknown, FunnelEdge.PageView, IsFramed(http) ? PasskeyRefusal.CrossOrigin.Code : null, BrowserOf(http));

    /// <summary>A page that is not ours asked or answered; what it sent was not looked at.</summary>
    public void Foreign(HttpContext http, CeremonyKind kind, FunnelEdge edge) =>
        funnel.Record(kind, Mediation.Unknown, edge, PasskeyRefusal.CrossOrigin.Code, BrowserOf(http));

    public void Asked(HttpContext http, PendingCeremony ceremony) =>
        funnel.Record(KindOf(ceremony.Purpose), MediationOf(ceremony), FunnelEdge.OptionsIssued, browser: BrowserOf(http));

    public IResult TooMany(HttpContext http, CeremonyPurpose purpose, BegunCeremony.TooMany tooMany)
    {
        funnel.Record(KindOf(purpose), Mediation.Unknown, FunnelEdge.OptionsIssued, PasskeyRefusal.RateLimited.Code, BrowserOf(http));
        return TooManyRequests.For(tooMany.Outcome)!; // it was refused
    }

    public void Refused(HttpContext http, CeremonyPurpose purpose, PasskeyProof.Refused refused)
    {
        var mediation = refused.Ceremony is { } ceremony ? MediationOf(ceremony) : Mediation.Unknown;
        funnel.Record(KindOf(purpose), mediation, FunnelEdge.VerifyOk, refused.Reason.Code, BrowserOf(http));

        if (refused.Reason is PasskeyRefusal.CounterAnomaly or PasskeyRefusal.BeChanged)
            tally.Count(Measures.PasskeySignals, refused.Reason.Code);
        if (purpose is CeremonyPurpose.StepUp)
            tally.Count(Measures.StepUps, refused.Ceremony?.ActionClass ?? "", "failed");
    }

    public void Accepted(HttpContext http, PendingCeremony ceremony)
    {
        var (kind, mediation, elapsed) = (KindOf(ceremony.Purpose), MediationOf(ceremony), clock.GetUtcNow() - ceremony.CreatedAt);
        funnel.Record(kind, mediation, FunnelEdge.VerifyOk, browser: BrowserOf(http), elapsed: elapsed);
        if (kind is not CeremonyKind.Register)
            funnel.Record(kind, mediation, FunnelEdge.Session, browser: BrowserOf(http), elapsed: elapsed);
    }

    public void SignedIn(HttpContext http, PasskeyProof.Accepted proof, int? attempts)
    {
        Accepted(http, proof.Ceremony);
        Signals(proof);
        tally.Count(Measures.SignIns, MethodOf(proof), Attempts(attempts), Elapsed.Class(clock.GetUtcNow() - proof.Ceremony.CreatedAt));
    }

    /// <summary>MG-08: no ceremony, but what the share of passkeys is measured against.</summary>
    public void SignedInWithPassword() => tally.Count(Measures.SignIns, "password", "", "");

    public void SteppedUp(HttpContext http, PasskeyProof.Accepted proof)
    {
        Accepted(http, proof.Ceremony);
        Signals(proof);
        tally.Count(Measures.StepUps, proof.Ceremony.ActionClass ?? "", "succeeded");
    }

    public void Offered(PasskeyOrigin moment, string outcome) => tally.Count(Measures.PasskeyOffers, moment.ToString(), outcome);

    public void Reported(HttpContext http, CeremonyReport report)
    {
        var error = report.Error is null ? null : BrowserErrors.Known(report.Error);
        funnel.Record(report.Ceremony, report.Mediation, report.Edge, error, BrowserOf(http), report.Took);

        // OP-07: never the person's doing, always a fault in the settings. But anybody can say so: each time counts, and once an
        // hour is enough for whoever reads the log.
        if (error is "SecurityError" && IsTimeToAlarm())
            logger.WrongAddress();
    }

    private bool IsTimeToAlarm()
    {
        var (now, before) = (clock.GetUtcNow().Ticks, Interlocked.Read(ref alarmedAt));
        return now - before >= TimeSpan.TicksPerHour && Interlocked.CompareExchange(ref alarmedAt, now, before) == before;
    }

    private void Signals(PasskeyProof.Accepted proof)
    {
        if (proof.Reduced)
            tally.Count(Measures.PasskeySignals, PasskeyRefusal.CounterAnomaly.Code);
        if (proof.Signals.BackupChange is not BackupChange.None and var change)
            tally.Count(Measures.PasskeySignals, "backup_" + change);
    }

    /// <summary>OP-05.</summary>
    private static string MethodOf(PasskeyProof.Accepted proof) => proof switch
    {
        { Ceremony.Conditional: true } => "passkey-autofill",
        { Signals.Attachment: AuthenticatorAttachment.CrossPlatform, Passkey.BackupEligible: true } => "hybrid",
        { Signals.Attachment: AuthenticatorAttachment.CrossPlatform } => "security-key",
        _ => "passkey-modal",
    };

    private static string Attempts(int? attempts) => attempts switch
    {
        null or < 1 => "",
        1 => "1",
        2 => "2",
        _ => "more",
    };

    private static bool IsFramed(HttpContext http) => http.Request.Headers["Sec-Fetch-Dest"].ToString() is "iframe" or "frame" or "fencedframe";

    private static string BrowserOf(HttpContext http) => DeviceFamily.Of(http.Request).Browser;

    private static Mediation MediationOf(PendingCeremony ceremony) => ceremony.Conditional ? Mediation.Conditional : Mediation.Modal;

    private static CeremonyKind KindOf(CeremonyPurpose purpose) => purpose switch
    {
        CeremonyPurpose.Registration => CeremonyKind.Register,
        CeremonyPurpose.StepUp => CeremonyKind.StepUp,
        _ => CeremonyKind.Login,
    };
}

/// <summary>What a page tells about a prompt: that it came up, or how it ended. Words from closed lists, and a time.</summary>
internal sealed record CeremonyReport(CeremonyKind Ceremony, Mediation Mediation, FunnelEdge Edge, string? Error = null, double? Elapsed = null)
{
    [JsonIgnore]
    public TimeSpan? Took => Elapsed is >= 0 and < 3_600_000 ? TimeSpan.FromMilliseconds(Elapsed.Value) : null;
}
