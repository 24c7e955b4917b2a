using IdentityServer.Passkeys.Ceremonies;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>Why no passkey can be made now, before the browser was asked for one.</summary>
internal static class EnrolmentProblem
{
    public static readonly Admission.Refused UserNameTaken = new("user_name_taken", "userName");

    /// <summary>Somebody has proven the mailbox for another account since the link was sent.</summary>
    public static readonly Admission.Refused AddressTaken = new("address_taken");

    /// <param name="refused">What the page has a sentence for.</param>
    /// <param name="signal">Where the browser has made a passkey already, which it may forget.</param>
    public static IResult Of(Admission.Refused refused, CeremonySignal? signal = null) => TypedResults.Problem(
        title: "No passkey can be made now",
        statusCode: refused.Code is "sign_in_required" ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["code"] = refused.Code, ["field"] = refused.Field, ["signal"] = signal });
}
