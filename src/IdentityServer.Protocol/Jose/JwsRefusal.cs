namespace IdentityServer.Protocol.Jose;

/// <summary>Why a JWS that could be taken apart is not believed. For the log and the tests; the sender hears one sentence.</summary>
internal enum JwsRefusal
{
    CriticalHeader,
    AlgorithmNotAllowed,
    TypeMismatch,
    KeyInHeader,
    KeyNotFound,
    BadSignature,
}
