using System.Diagnostics;

namespace IdentityServer.Shared.Telemetry;

/// <summary>
/// Every request has a trace id, whether or not anybody collects traces or reads logs: it is the support code on error
/// pages and the correlation in the audit.
/// </summary>
internal static class TraceIds
{
    private static readonly ActivityListener Listener = new()
    {
        ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
    };

    // Adding the same listener again changes nothing.
    public static void Always() => ActivitySource.AddActivityListener(Listener);
}
