namespace IdentityServer.Shared.Telemetry;

/// <summary>How long a person or their device took, in classes that tell a reflex from a search and a search from giving up.</summary>
internal static class Elapsed
{
    public static string Class(TimeSpan? elapsed) => elapsed switch
    {
        null => "",
        { TotalSeconds: < 1 } => "<1s",
        { TotalSeconds: < 10 } => "1-10s",
        { TotalSeconds: < 60 } => "10-60s",
        { TotalMinutes: < 5 } => ">60s",
        _ => "timeout",
    };
}
