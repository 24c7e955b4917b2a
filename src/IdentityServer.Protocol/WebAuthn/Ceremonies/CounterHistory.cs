namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>What is known about a credential when its counter is judged; read under the same lock that stores the result.</summary>
internal sealed record CounterHistory(uint Stored, bool BackupEligible, DateTimeOffset? LastSuccess, DateTimeOffset? LastAnomaly);
