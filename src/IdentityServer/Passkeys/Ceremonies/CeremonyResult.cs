using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityServer.Accounts;
using IdentityServer.Protocol.WebAuthn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Ceremonies;

/// <summary>What the page is told: where to go on, or a code it has a sentence for.</summary>
internal static class CeremonyResult
{
    /// <summary>The one code for everything that would tell a stranger something about an account or a passkey.</summary>
    public const string Refused = "passkey_refused";

    public static IResult Next(string path, AcceptedPasskeys? accepted = null, string? offer = null) =>
        new CeremonyNext(path, accepted, offer);

    public static IResult Problem(PasskeyRefusal reason, CeremonySignal? signal = null, string? supportCode = null)
    {
        var problem = new ProblemDetails
        {
            Type = "about:blank",
            Title = "The passkey was not accepted",
            Status = Status(reason),
            Extensions = { ["code"] = PublicCode(reason) },
        };

        // WebAuthn L3 §5.1.10.2: the password manager may forget what no longer opens anything.
        if (signal is not null)
            problem.Extensions["signal"] = signal;

        // The person hears nothing of the reason; whoever helps them finds it under this.
        if (supportCode is not null && PublicCode(reason) is Refused)
            problem.Extensions["traceId"] = supportCode;

        return TypedResults.Problem(problem);
    }

    private static int Status(PasskeyRefusal reason) => reason switch
    {
        PasskeyRefusal.RateLimited => StatusCodes.Status429TooManyRequests,
        PasskeyRefusal.CredAlreadyRegistered or PasskeyRefusal.LimitReached => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    private static string PublicCode(PasskeyRefusal reason) => reason switch
    {
        PasskeyRefusal.CredUnknown or PasskeyRefusal.CredNotAllowed or PasskeyRefusal.CredSuspended
            or PasskeyRefusal.UserHandleMissing or PasskeyRefusal.UserHandleMismatch or PasskeyRefusal.UserDisabled
            or PasskeyRefusal.BadSignature or PasskeyRefusal.BeChanged or PasskeyRefusal.BeBsInvalid
            or PasskeyRefusal.CounterAnomaly or PasskeyRefusal.PolicyDenied => Refused,
        _ => reason.Code,
    };
}

/// <param name="Next">Where to go on.</param>
/// <param name="Accepted">What the password manager should know.</param>
/// <param name="Offer">Where to go first, if this device can keep a passkey.</param>
internal sealed record CeremonyNext(string Next, AcceptedPasskeys? Accepted, string? Offer) : IResult
{
    public Task ExecuteAsync(HttpContext http)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, CeremonyJson.Default.CeremonyNext);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = json.Length;
        return http.Response.Body.WriteAsync(json, http.RequestAborted).AsTask();
    }
}

/// <summary>WebAuthn L3 §5.1.10.3 and §5.1.10.4: what the password manager may know, told only to the person it belongs to.</summary>
internal sealed record AcceptedPasskeys(string RpId, string UserId, IEnumerable<string> CredentialIds, string Name, string DisplayName)
{
    public static AcceptedPasskeys Of(RelyingParty relyingParty, AccountFacts account, IEnumerable<Passkey> passkeys) => new(
        relyingParty.Id,
        Base64Url.EncodeToString(account.UserHandle),
        passkeys.Select(it => Base64Url.EncodeToString(it.CredentialId)),
        account.UserName,
        account.ShownName);
}

internal sealed record CeremonySignal(string Type, string RpId, string CredentialId)
{
    public static CeremonySignal Unknown(RelyingParty relyingParty, byte[] credentialId) =>
        new("unknownCredential", relyingParty.Id, Base64Url.EncodeToString(credentialId));
}

[JsonSerializable(typeof(CeremonyNext))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class CeremonyJson : JsonSerializerContext;
