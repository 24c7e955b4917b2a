namespace IdentityServer.OpenId.Keys;

internal sealed class SigningKeyOptions
{
    /// <summary>How long a key signs before the next one takes over.</summary>
    public TimeSpan ActiveFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long apps can learn a key before it signs.</summary>
    public TimeSpan PublishBefore { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long apps can still verify with a key that no longer signs: at least as long as any token lives.</summary>
    public TimeSpan KeepAfter { get; set; } = TimeSpan.FromDays(14);

    /// <summary>For RS256 and PS256. 3072 bits make a signature six times as dear.</summary>
    public int RsaKeySize { get; set; } = 2048;
}
