namespace IdentityServer.Shared.Components;

/// <summary>A feature of the request: the time zone that its reader chose.</summary>
internal sealed record ReaderZone(TimeZoneInfo Zone);
