using System.Text.Json;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>
/// A moment at which somebody may make a passkey, one for each <see cref="PasskeyOrigin"/> that is made here. Each knows who
/// that is and what else happens in the same unit; the ceremony is the same for all.
/// </summary>
internal interface IEnrolmentOccasion
{
    PasskeyOrigin Origin { get; }

    /// <summary>Whether, and for whom, a passkey may be made by this browser now.</summary>
    Task<Admission> AdmitAsync(HttpContext http, JsonElement details, CancellationToken cancellation);

    /// <summary>Whether what was admitted when the ceremony began still holds when it is answered.</summary>
    Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation);

    /// <summary>Adds what the occasion changes besides the passkey; returns what to do once all of it is on disk.</summary>
    Task<EnrolmentEnd> FinishAsync(Unit unit, HttpContext http, PendingCeremony ceremony, Passkey passkey, CancellationToken cancellation);
}

/// <summary>Where the browser goes, and what it is given, after the unit is on disk.</summary>
internal sealed record EnrolmentEnd(string Next)
{
    public Action<HttpContext> Committed { get; init; } = _ => { };
}

internal abstract record Admission
{
    private Admission()
    {
    }

    public sealed record Admitted(Enrollee Enrollee) : Admission;

    /// <summary>Signed in, but not recently enough for this.</summary>
    public sealed record FreshVerificationRequired : Admission;

    /// <summary>A code the page has a sentence for, and the field it belongs to.</summary>
    public sealed record Refused(string Code, string? Field = null) : Admission;
}
