using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Shared.Components;

/// <summary>
/// <code>&lt;moment at="passkey.LastUsedAt" /&gt;</code> "2 hours ago", with the full date as its title; shell.js turns
/// that title into the reader's own time zone.
/// </summary>
[HtmlTargetElement("moment", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MomentTagHelper(TimeProvider clock, IStringLocalizer<SharedResources> text) : TagHelper
{
    public required DateTimeOffset At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", Moment.Absolute(At, text));
        output.Content.SetContent(Moment.Relative(At, clock.GetUtcNow(), text));
    }
}
