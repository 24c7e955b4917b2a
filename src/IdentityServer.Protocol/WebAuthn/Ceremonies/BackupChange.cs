namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>How the backup state moved since the last time.</summary>
public enum BackupChange
{
    None,
    Gained,
    Lost,
}
