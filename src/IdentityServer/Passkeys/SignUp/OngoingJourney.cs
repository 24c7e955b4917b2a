using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.SignUp;

/// <summary>The journey that a sign-up is part of: an app sent this browser here. None where it is over, or another browser's.</summary>
internal sealed record OngoingJourney(string? Handle)
{
    public static readonly OngoingJourney None = new((string?)null);

    public InteractionApp? App { get; private init; }

    /// <summary>Back to the app, without what it asked for.</summary>
    public string? Cancel { get; private init; }

    public string? LoginHint { get; private init; }

    public static async Task<OngoingJourney> FindAsync(InteractionStore interactions, HttpContext http, string? handle, CancellationToken cancellation) =>
        await interactions.FindAsync(http, handle, cancellation) is { } interaction
            ? new(handle) { App = interaction.App, Cancel = interaction.App is null ? null : interaction.Cancel, LoginHint = interaction.LoginHint }
            : None;
}
