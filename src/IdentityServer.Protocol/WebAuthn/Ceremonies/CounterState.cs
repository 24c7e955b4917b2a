namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>WebAuthn L3 §7.2 step 22.</summary>
public enum CounterState
{
    /// <summary>This authenticator does not count.</summary>
    Zero,
    Advanced,

    /// <summary>A clone, a faulty device, or two sign-ins that overtook each other.</summary>
    Anomaly,
}
