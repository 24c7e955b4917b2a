using System.Diagnostics;

namespace IdentityServer.Shared;

/// <summary>The name under which this server's own measurements and traces are exported: IMeterFactory.Create(ServerTelemetry.Name).</summary>
internal static class ServerTelemetry
{
    public const string Name = "IdentityServer";

    public static readonly ActivitySource Activities = new(Name);
}
