using System.Net;
using IdentityServer.Shared.Requests;

namespace IdentityServer.Throttles;

/// <summary>How often something may happen. A rule says it for each key apart: an address, a browser, an account.</summary>
internal abstract class ThrottleRule(string name)
{
    /// <summary>What the audit and the operator read; part of the stored key, so renaming one forgets what it counted.</summary>
    public string Name => name;

    public Take For(params ReadOnlySpan<string> key) => new(this, string.Join('\n', key));

    /// <summary>One IPv4 address, or the /64 network that one subscriber gets.</summary>
    public Take For(IPAddress? address) => For(NetworkPrefix.ForThrottles(address) ?? "unknown");

    public Take For(Guid id) => For(id.ToString("N"));

    /// <summary>What is wrong with the numbers, for the operator.</summary>
    public abstract string? Fault();
}

/// <summary>One attempt under one rule.</summary>
internal sealed record Take(ThrottleRule Rule, string Key);
