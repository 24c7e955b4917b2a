using System.Buffers.Text;
using IdentityServer.Data.Protection;
using IdentityServer.Shared.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Returning;

/// <summary>
/// UX-11: saves somebody who comes back from typing their name. It proves nothing, so it may live long; it is sealed, so
/// that nobody reads an account out of it or writes one into it.
/// </summary>
internal sealed class ReturningCookie(MasterKey master, IOptions<PasskeyOptions> options, TimeProvider clock)
{
    public const string Name = "returning";

    private const string Purpose = "returning person";
    private const int MaxLength = 128;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    public ReturningPerson? Read(HttpContext http) =>
        options.Value.RememberPerson
        && http.Request.Cookies[HostCookie.Name(Name)] is { Length: > 0 and <= MaxLength } text
        && Base64Url.IsValid(text)
        && master.TryOpen(Base64Url.DecodeFromChars(text), Purpose, out var content)
        && ReturningPerson.Read(content) is { } person
        && clock.GetUtcNow() - person.At < Lifetime
            ? person
            : null;

    /// <summary>Somebody signed in: from now on this browser knows them, and nobody else.</summary>
    public void Remember(HttpContext http, Guid accountId) =>
        Write(http, new(accountId, clock.GetUtcNow(), Read(http) is { WasAsked: true } before && before.AccountId == accountId));

    /// <summary>Once per person and browser; where nothing is remembered, never.</summary>
    public bool MayAsk(HttpContext http, Guid accountId) =>
        options.Value.RememberPerson && !(Read(http) is { WasAsked: true } before && before.AccountId == accountId);

    public void RememberAsking(HttpContext http)
    {
        if (Read(http) is { } person)
            Write(http, person with { WasAsked = true });
    }

    public static void Forget(HttpContext http) => HostCookie.Delete(http.Response, Name, SameSiteMode.Lax);

    private void Write(HttpContext http, ReturningPerson person)
    {
        if (options.Value.RememberPerson)
            HostCookie.Append(http.Response, Name, Base64Url.EncodeToString(master.Seal(person.Write(), Purpose)), SameSiteMode.Lax, Lifetime);
    }
}
