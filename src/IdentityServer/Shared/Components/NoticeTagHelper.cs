using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IdentityServer.Shared.Components;

/// <summary><code>&lt;notice kind="Warn"&gt;Your only passkey lives on one device.&lt;/notice&gt;</code></summary>
[HtmlTargetElement("notice")]
public sealed class NoticeTagHelper : TagHelper
{
    public NoticeKind Kind { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", Kind.Class());
        output.Attributes.SetAttribute("role", Kind.Role());
        output.PreContent.AppendHtml(IconTagHelper.Svg(View.HttpContext, Kind.Icon())).AppendHtml("<div>");
        output.PostContent.AppendHtml("</div>");
    }
}
