using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Shared.Components;

/// <summary>
/// <code>&lt;moment at="passkey.LastUsedAt" /&gt;</code> "2 hours ago", with the full date as its title; shell.js turns
/// that title into the time zone of the reader's device, unless they chose one.
/// </summary>
[HtmlTargetElement("moment", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MomentTagHelper(TimeProvider clock, IStringLocalizer<SharedResources> text) : TagHelper
{
    public required DateTimeOffset At { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        var zone = View.HttpContext.Features.Get<ReaderZone>()?.Zone;
        if (zone is not null)
            output.Attributes.SetAttribute("data-zone", zone.Id);
        output.Attributes.SetAttribute("title", Moment.Absolute(At, text, zone));
        output.Content.SetContent(Moment.Relative(At, clock.GetUtcNow(), text, zone));
    }
}
