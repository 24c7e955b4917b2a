namespace IdentityServer.Shared.Settings;

/// <summary>One bound section of the configuration: what unknown keys and the documentation are compared with.</summary>
internal sealed record SettingsSection(string Path, Type Type);
