using System.Security.Cryptography;
using System.Text.Json;

namespace IdentityServer.Sessions.Proofs;

/// <summary>
/// One thing that is about to happen once, in full: a proof for removing this does not serve for removing that.
/// </summary>
/// <param name="Name">What happens, such as <c>account.delete</c>.</param>
/// <param name="Sentence">The same in the person's words; they read it where they confirm it.</param>
/// <param name="Parts">Everything that makes a difference: to what, to whom, how much.</param>
internal sealed record CriticalAction(string Name, string Sentence, params IReadOnlyList<string> Parts)
{
    public byte[] HashFor(Guid accountId) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes([Name, accountId.ToString("N"), .. Parts], CriticalActionJson.Default.StringArray));
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class CriticalActionJson : System.Text.Json.Serialization.JsonSerializerContext;
