namespace IdentityServer.Protocol.WebAuthn.Options;

/// <summary>WebAuthn L3 §5.4.3. The handle is random and says nothing about the person; both names are shown in account choosers.</summary>
internal sealed record PasskeyUser(byte[] Handle, string Name, string DisplayName);
