using System.ComponentModel.DataAnnotations;
using OpenTelemetry.Exporter;

namespace IdentityServer.Host.Telemetry;

internal sealed class TelemetryOptions
{
    /// <summary>Of an OpenTelemetry collector; without one nothing leaves the server.</summary>
    public Uri? Endpoint { get; set; }

    public OtlpExportProtocol Protocol { get; set; } = OtlpExportProtocol.Grpc;

    /// <summary>The share of requests that are traced. Measurements always count all of them.</summary>
    [Range(0.0, 1.0)]
    public double TraceRatio { get; set; } = 0.1;
}
