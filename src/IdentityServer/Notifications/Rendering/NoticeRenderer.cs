using System.Globalization;
using IdentityServer.Shared;
using IdentityServer.Shared.Branding;
using IdentityServer.Shared.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications.Rendering;

/// <summary>From a notice to a mail, in the reader's language.</summary>
internal sealed class NoticeRenderer(
    IStringLocalizer<NoticeWords> text, IStringLocalizer<SharedResources> common, NoticeOrigin origin, Brand brand, IOptions<ServerOptions> server)
{
    public Mail Render(Guid id, Recipient recipient, Notice notice, DateTimeOffset now)
    {
        var content = InLanguage(recipient.Language, () => ToContent(recipient, notice, now));
        return new()
        {
            Id = id,
            To = recipient.Address.ToString(),
            Language = content.Language,
            Subject = content.Subject,
            Text = MailText.Write(content),
            Html = MailHtml.Write(content, brand.Accents),
            CreatedAt = now,
        };
    }

    private MailContent ToContent(Recipient recipient, Notice notice, DateTimeOffset now)
    {
        var kind = notice.Type.Name;
        return new()
        {
            Language = recipient.Language.Name,
            Brand = brand.Name,
            Issuer = server.Value.Issuer,
            Subject = text["Notice." + kind + ".Subject", brand.Name],
            Text = text["Notice." + kind + ".Text", brand.Name],
            Facts = [.. FactsOf(recipient, notice, now)],
            Action = new(text["Notice." + kind + ".Action"], AddressOf(notice.Path)),
            NotMe = notice.NotMe is { } link
                ? new(text["NotMe.Heading"], text["Notice." + kind + ".NotMe"], new(text["NotMe." + link.Label], AddressOf(link.Path)))
                : null,
            Footer = text["Footer"],
        };
    }

    private IEnumerable<(string Label, string Value)> FactsOf(Recipient recipient, Notice notice, DateTimeOffset now)
    {
        foreach (var fact in notice.Facts)
            yield return (text["Fact." + fact.Label], Inert.Text(fact.Value));

        if (recipient.UserName is { } name)
            yield return (text["Fact.Account"], Inert.Text(name));

        if (!notice.Type.TellsOrigin)
            yield break;

        yield return (text["Fact.When"], Moment.Absolute(now, common, recipient.Zone));
        if (origin.Device(common) is { } device)
            yield return (text["Fact.Device"], device);
        if (origin.Country is { } country)
            yield return (text["Fact.Place"], country);
    }

    private string AddressOf(string path) => path is ['/', not ('/' or '\\'), ..] or "/"
        ? server.Value.Issuer + path
        : throw new ArgumentException($"A mail links to paths of this server only, not to '{path}'.");

    private static T InLanguage<T>(CultureInfo language, Func<T> render)
    {
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
            return render();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
        }
    }
}
