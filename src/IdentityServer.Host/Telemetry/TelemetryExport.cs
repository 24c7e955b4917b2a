using IdentityServer.Shared;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IdentityServer.Host.Telemetry;

/// <summary>
/// Sends traces and measurements over OTLP where a collector is configured, here or by the standard
/// OTEL_EXPORTER_OTLP_ENDPOINT. Stopped last of all, so that the final requests are told of too.
/// </summary>
internal sealed class TelemetryExport(IOptions<TelemetryOptions> options, IConfiguration configuration) : IHostedService, IDisposable
{
    private const int LastWait = 5000; // milliseconds

    private TracerProvider? traces;
    private MeterProvider? measurements;

    public Task StartAsync(CancellationToken cancellation)
    {
        if (options.Value.Endpoint is null && configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is null or "")
            return Task.CompletedTask;

        var ratio = new TraceIdRatioBasedSampler(options.Value.TraceRatio);
        traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Describe)
            .AddSource(ServerTelemetry.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql")
            // Anybody can send a traceparent that asks to be sampled; it names the trace but does not choose.
            .SetSampler(new ParentBasedSampler(ratio, remoteParentSampled: ratio, remoteParentNotSampled: ratio))
            .AddOtlpExporter(export => Aim(export, "v1/traces"))
            .Build();
        measurements = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Describe)
            .AddMeter(ServerTelemetry.Name, ServerTelemetry.Name + ".*", "Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "Npgsql")
            .AddOtlpExporter(export => Aim(export, "v1/metrics"))
            .Build();
        return Task.CompletedTask;
    }

    // A collector that is away must not hold up the end.
    public Task StopAsync(CancellationToken cancellation) => Task.WhenAll(
        Task.Run(() => traces?.Shutdown(LastWait), cancellation), Task.Run(() => measurements?.Shutdown(LastWait), cancellation));

    public void Dispose()
    {
        traces?.Dispose();
        measurements?.Dispose();
    }

    private static void Describe(ResourceBuilder resource) =>
        resource.AddService(ServerTelemetry.Name, serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3));

    private void Aim(OtlpExporterOptions export, string path)
    {
        if (options.Value.Endpoint is not { } endpoint)
            return;

        export.Protocol = options.Value.Protocol;
        export.Endpoint = export.Protocol is OtlpExportProtocol.HttpProtobuf ? new($"{endpoint.ToString().TrimEnd('/')}/{path}") : endpoint;
    }
}
