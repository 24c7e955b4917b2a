using System.Diagnostics.CodeAnalysis;

namespace IdentityServer.TestKit.Relying;

/// <summary>What a strict app does not put up with; the message says which check failed.</summary>
internal sealed class DistrustException(string message) : Exception(message)
{
    public static void Unless([DoesNotReturnIf(false)] bool right, string message)
    {
        if (!right)
            throw new DistrustException(message);
    }
}
