namespace IdentityServer.Shared.Components;

/// <summary>
/// The question before something that cannot be undone: names the thing and the consequence. Rendered by
/// _Confirmation.cshtml, which posts to the page it stands on.
/// </summary>
internal sealed record Confirmation(string Heading, string Consequence, string Action, string CancelHref)
{
    public string? Handler { get; init; }

    /// <summary>Values the post carries along.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
}
