using System.Text.Json;

namespace IdentityServer.Passkeys.Ceremonies;

/// <summary>What the browser sends back: which question, and its credential as <c>toJSON()</c> gave it.</summary>
internal sealed record CeremonyAnswer(string Ceremony, JsonElement Credential);
