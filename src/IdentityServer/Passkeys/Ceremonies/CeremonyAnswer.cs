using System.Text.Json;

namespace IdentityServer.Passkeys.Ceremonies;

/// <summary>What the browser sends back: which question, and its credential as <c>toJSON()</c> gave it.</summary>
internal sealed record CeremonyAnswer(string Ceremony, JsonElement Credential)
{
    /// <summary>How many prompts this page has shown, as it says; for statistics only.</summary>
    public int? Attempts { get; init; }
}
