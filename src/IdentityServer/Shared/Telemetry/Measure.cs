namespace IdentityServer.Shared.Telemetry;

/// <summary>Something that is counted, and by what. Labels have few values and never name a person, a passkey or an address.</summary>
internal sealed record Measure(string Name, string Description, params string[] Labels);
