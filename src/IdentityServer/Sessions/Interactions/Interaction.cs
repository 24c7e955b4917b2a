using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityServer.Data;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Interactions;

/// <summary>
/// What a browser is in the middle of while its person signs in: an app's request, or a page of ours. It lives here and
/// not in the address, so that nothing of it can be changed, dropped or sent to somebody else on the way.
/// </summary>
internal sealed class Interaction
{
    /// <summary>What the address carries; only its key is kept.</summary>
    public required Handle Handle { get; init; }

    /// <summary>The key of the <see cref="Handle"/>.</summary>
    public required byte[] Id { get; init; }

    /// <summary>Only the browser that began it may go on.</summary>
    public required byte[] BrowserHash { get; init; }

    /// <summary>A path of ours, chosen by the server, where the journey goes on after the sign-in.</summary>
    public required string ReturnPath { get; init; }

    /// <summary>The validated request of the room that began it, in its own form; null for a page of ours.</summary>
    public byte[]? Request { get; init; }

    /// <summary>Read only where a page shows it: most of a journey happens behind the pages.</summary>
    public InteractionApp? App => StoredApp is null ? null : InteractionApp.Read(StoredApp);

    public string? StoredApp { get; init; }

    /// <summary>The only account that may finish it, where the request named one.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Fills in the name field; proves nothing.</summary>
    public string? LoginHint { get; init; }

    public bool RequiresUserVerification { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Where the browser goes once its person is known: back to the room that began this, or to the page itself.</summary>
    public string Continue => Request is null ? ReturnPath : $"{ReturnPath}?interaction={Handle}";

    /// <summary>Where somebody goes who changed their mind: the room that began it tells the app. Null for a page of ours.</summary>
    public string? Cancel => Request is null ? null : $"{Continue}&cancel=";
}

/// <summary>Who is asking, as the door shows it.</summary>
internal sealed record InteractionApp(string Name)
{
    public string? LogoPath { get; init; }

    public string? PolicyUri { get; init; }

    public string? TermsUri { get; init; }

    /// <summary>Where forms may end up after the redirect, for the content security policy.</summary>
    public string? Origin { get; init; }

    public string Write() => JsonSerializer.Serialize(this, InteractionJson.Default.InteractionApp);

    public static InteractionApp? Read(string json) => JsonSerializer.Deserialize(json, InteractionJson.Default.InteractionApp);
}

[JsonSerializable(typeof(InteractionApp))]
internal sealed partial class InteractionJson : JsonSerializerContext;

/// <summary>What the room that begins an interaction decides about it.</summary>
internal sealed record InteractionStart(string ReturnPath)
{
    private const int LongestQuery = 1000;

    public byte[]? Request { get; init; }

    public InteractionApp? App { get; init; }

    public Guid? AccountId { get; init; }

    public string? LoginHint { get; init; }

    public bool RequiresUserVerification { get; init; }

    /// <summary>The page that is asked for. No address of ours is so long that its query has to be left behind.</summary>
    public static string PathOf(HttpRequest request) =>
        request.Path + (request.QueryString.Value is { Length: <= LongestQuery } query ? query : "");
}
