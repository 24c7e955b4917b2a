using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using IdentityServer.Accounts.Privacy;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Sessions.Privacy;

/// <summary>The export as one page to read: no script, nothing from elsewhere, good for decades.</summary>
internal sealed class ExportPage(IStringLocalizer<PrivacyWords> text)
{
    private const string Style = """
        body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color-scheme: light dark; }
        section { margin-top: 2rem; border-top: 1px solid; }
        dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: 0.125rem 1rem; margin: 1rem 0; }
        dl + dl { border-top: 1px dotted; padding-top: 1rem; }
        dd { margin: 0; overflow-wrap: anywhere; }
        dt { opacity: 0.75; }
        """;

    public byte[] Write(PersonalExport export)
    {
        var page = new StringBuilder();
        var title = Encode(text["Export.Page.Title", new Uri(export.Issuer).Host]);
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}\"><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{title}</title><style>{Style}</style>\n<main><h1>{title}</h1>\n<p>{Encode(text["Export.Page.Made", InWords(export.At)])}</p>\n");
        foreach (var section in export.Sections)
            Append(page, section);

        return Encoding.UTF8.GetBytes(page.Append("</main></html>\n").ToString());
    }

    private void Append(StringBuilder page, PersonalSection section)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section><h2>{Encode(text["Section." + section.Name])}</h2>\n");
        var none = true;
        foreach (var record in section.Records)
        {
            Append(page, record);
            none = false;
        }

        if (none)
            page.Append(CultureInfo.InvariantCulture, $"<p>{Encode(text["Export.Page.Nothing"])}</p>\n");
        page.Append("</section>\n");
    }

    private void Append(StringBuilder page, JsonObject record)
    {
        if (record is { Count: 2 } && record["mediaType"] is { } type && record["content"] is { } content)
        {
            page.Append(CultureInfo.InvariantCulture, $"<img alt=\"\" width=\"128\" src=\"data:{Encode(type.ToString())};base64,{Encode(content.ToString())}\">\n");
            return;
        }

        page.Append("<dl>");
        foreach (var (name, value) in record)
        {
            if (value is null)
                continue;

            page.Append(CultureInfo.InvariantCulture, $"<dt>{Encode(LabelOf(name))}</dt><dd>");
            Append(page, value);
            page.Append("</dd>");
        }

        page.Append("</dl>\n");
    }

    private void Append(StringBuilder page, JsonNode value)
    {
        switch (value)
        {
            case JsonObject inner:
                Append(page, inner);
                break;
            case JsonArray list:
                foreach (var item in list.OfType<JsonNode>())
                    Append(page, item);
                break;
            default:
                page.Append(CultureInfo.InvariantCulture, $"<div>{Encode(InWords(value.AsValue()))}</div>");
                break;
        }
    }

    private string InWords(JsonValue value) =>
        value.TryGetValue<DateTimeOffset>(out var instant) ? InWords(instant)
        : value.TryGetValue<bool>(out var flag) ? text[flag ? "Export.Page.Yes" : "Export.Page.No"]
        : value.ToString();

    private static string InWords(DateTimeOffset instant) => instant.ToString("f", CultureInfo.CurrentCulture) + " UTC";

    // Claims have the names that standards and operators give them.
    private string LabelOf(string name) => text["Field." + name] is { ResourceNotFound: false } known ? known : name;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
