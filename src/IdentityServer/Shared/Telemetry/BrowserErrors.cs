using System.Collections.Frozen;

namespace IdentityServer.Shared.Telemetry;

/// <summary>The names under which browsers report a ceremony's end (DOMException, WebAuthn L3 §5.1.3 and §5.1.4).</summary>
internal static class BrowserErrors
{
    public const string Unknown = "UnknownError";

    private static readonly FrozenSet<string> Names = new[]
    {
        "AbortError", "ConstraintError", "DataError", "EncodingError", "InvalidStateError", "NetworkError", "NotAllowedError", "NotReadableError",
        "NotSupportedError", "OperationError", "QuotaExceededError", "SecurityError", "TimeoutError", "TypeError", Unknown,
    }.ToFrozenSet();

    /// <summary>What a page sends us is only a word if it is one of these.</summary>
    public static string Known(string? name) => name is not null && Names.Contains(name) ? name : Unknown;
}
