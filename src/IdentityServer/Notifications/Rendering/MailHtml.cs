namespace IdentityServer.Notifications.Rendering;

/// <summary>
/// What every mail program shows alike: a table that may shrink, styles beside the elements, colours for light and dark;
/// no picture, no font, no script, nothing that is fetched.
/// </summary>
internal static class MailHtml
{
    private const string Font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif";

    public static string Write(MailContent mail, (string Light, string Dark) accent) => Html.Of($$"""
        <!doctype html>
        <html lang="{{mail.Language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{{mail.Subject}}</title>
        <style>
        :root { color-scheme: light dark; }
        a { overflow-wrap: anywhere; }
        @media (prefers-color-scheme: dark) {
        .paper { background: #0f151d !important; }
        .card { background: #18202b !important; border-color: #2c3744 !important; }
        .line { border-color: #2c3744 !important; }
        .ink { color: #e9edf2 !important; }
        .soft { color: #a4afbc !important; }
        .link { color: {{accent.Dark}} !important; }
        .button { background: {{accent.Dark}} !important; color: #0b121b !important; }
        }
        </style>
        </head>
        <body class="paper" style="margin:0;padding:0;background:#f3f5f8">
        <div role="main">
        <table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f5f8">
        <tr><td align="center" style="padding:24px 12px">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:544px;{{Font}};font-size:16px;line-height:1.5;text-align:left">
        <tr><td class="ink" style="padding:0 4px 16px;color:#16202c;font-weight:600">{{mail.Brand}}</td></tr>
        <tr><td class="card" style="padding:28px 24px;background:#ffffff;border:1px solid #dde2e9;border-radius:16px">
        <h1 class="ink" style="margin:0 0 12px;font-size:22px;line-height:1.3;color:#16202c">{{mail.Subject}}</h1>
        <p class="ink" style="margin:0 0 20px;color:#16202c">{{mail.Text}}</p>
        {{Facts(mail)}}
        <p style="margin:0"><a class="button" href="{{mail.Action.Address}}" style="display:inline-block;padding:12px 20px;background:{{accent.Light}};color:#ffffff;border-radius:10px;font-weight:600;text-decoration:none">{{mail.Action.Label}}</a></p>
        {{NotMe(mail.NotMe, accent.Light)}}
        </td></tr>
        <tr><td class="soft" style="padding:16px 4px 0;color:#54616f;font-size:13px">{{mail.Footer}}<br><a class="soft" href="{{mail.Issuer}}" style="color:#54616f">{{mail.Issuer}}</a></td></tr>
        </table>
        </td></tr>
        </table>
        </div>
        </body>
        </html>

        """).ToString();

    private static Html Facts(MailContent mail) => mail.Facts is []
        ? Html.Nothing
        : Html.Of($"""<table cellpadding="0" cellspacing="0" style="margin:0 0 24px;width:100%;border-collapse:collapse">{Html.Join(mail.Facts.Select(Fact))}</table>""");

    private static Html Fact((string Label, string Value) fact) => Html.Of($"""
        <tr>
        <th scope="row" class="soft line" align="left" valign="top" style="padding:8px 16px 8px 0;border-top:1px solid #dde2e9;color:#54616f;font-weight:400;white-space:nowrap">{fact.Label}</th>
        <td class="ink line" width="100%" style="padding:8px 0;border-top:1px solid #dde2e9;color:#16202c;overflow-wrap:anywhere">{fact.Value}</td>
        </tr>
        """);

    private static Html NotMe(MailNotMe? notMe, string accent) => notMe is null
        ? Html.Nothing
        : Html.Of($"""
            <h2 class="ink" style="margin:28px 0 4px;font-size:16px;color:#16202c">{notMe.Heading}</h2>
            <p class="ink" style="margin:0;color:#16202c">{notMe.Text} <a class="link" href="{notMe.Action.Address}" style="color:{accent}">{notMe.Action.Label}</a></p>
            """);
}
