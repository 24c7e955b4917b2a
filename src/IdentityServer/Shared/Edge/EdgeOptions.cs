using System.ComponentModel.DataAnnotations;

namespace IdentityServer.Shared.Edge;

/// <summary>What is let in before any room sees it.</summary>
internal sealed class EdgeOptions
{
    /// <summary>Addresses or networks (10.0.0.0/8) of the proxies whose X-Forwarded headers are believed.</summary>
    public List<string> Proxies { get; } = [];

    /// <summary>Further host names that lead here; the issuer's own is always accepted.</summary>
    public List<string> Hosts { get; } = [];

    /// <summary>The header in which the proxy in front names the visitor's country (two letters); empty where it does not.</summary>
    public string CountryHeader { get; set; } = "";

    /// <summary>How many requests one address (IPv6: one /64 network) may make in the long run; 0 means any number.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>How many of them may come at once.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 1000;

    /// <summary>How many requests are worked on at a time before more are turned away; 0 means any number.</summary>
    [Range(0, 1_000_000)]
    public int Concurrency { get; set; } = 2000;

    /// <summary>In bytes, for every endpoint that does not ask for less or more.</summary>
    [Range(16 * 1024, 64 * 1024 * 1024)]
    public int BodySize { get; set; } = 128 * 1024;

    /// <summary>How long the server keeps serving, already reported as not ready, after it was told to stop.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainDelay { get; set; }

    /// <summary>How long requests in flight may take to finish after that.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
