using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>Why no passkey can be made now, before the browser was asked for one.</summary>
internal static class EnrolmentProblem
{
    public static IResult FreshVerificationRequired => TypedResults.Problem(
        title: "Confirm that it is you",
        statusCode: StatusCodes.Status403Forbidden,
        extensions: new Dictionary<string, object?> { ["code"] = "fresh_verification_required" });

    public static IResult Of(Admission.Refused refused) => TypedResults.Problem(
        title: "No passkey can be made now",
        statusCode: refused.Code is "sign_in_required" ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["code"] = refused.Code, ["field"] = refused.Field });
}
