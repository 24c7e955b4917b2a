using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Errors;

/// <summary>What a person reads out to whoever helps them: the trace id, under which the logs of this request are found.</summary>
internal static class SupportCode
{
    public static string Of(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
}
