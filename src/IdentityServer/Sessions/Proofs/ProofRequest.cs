using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityServer.Sessions.Interactions;

namespace IdentityServer.Sessions.Proofs;

/// <summary>What a step-up is for and what was under way, as the interaction that leads past it remembers it.</summary>
/// <param name="Action">The class that the proof will open.</param>
/// <param name="Path">The page that asked.</param>
internal sealed record ProofRequest(ActionClass Action, string Path)
{
    /// <summary>Where every detour comes back to before it goes on to <see cref="Path"/>.</summary>
    public const string ReturnPath = "/step-up/done";

    /// <summary>Not by a passkey that was added within the last day; for class A never.</summary>
    public bool Settled { get; init; }

    /// <summary>The one action that will be proven, for class A.</summary>
    public byte[]? ActionHash { get; init; }

    /// <summary>That action in the person's words.</summary>
    public string? Sentence { get; init; }

    /// <summary>What they had sent when the proof was found missing: it is sent again, not typed again.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Form { get; init; }

    /// <summary>Null where the interaction is another room's.</summary>
    public static ProofRequest? Of(Interaction? interaction) =>
        interaction is { ReturnPath: ReturnPath, Request: { } request } ? JsonSerializer.Deserialize(request, ProofRequestJson.Default.ProofRequest) : null;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ProofRequestJson.Default.ProofRequest);
}

[JsonSerializable(typeof(ProofRequest))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ProofRequestJson : JsonSerializerContext;
