using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IdentityServer.Shared.Components;

/// <summary>What is wrong with the form as a whole; what is wrong with a field stands at the field.</summary>
[HtmlTargetElement("errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorsTagHelper : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (View.ModelState[""]?.Errors is not { Count: > 0 } errors)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", NoticeKind.Bad.Class());
        output.Attributes.SetAttribute("role", NoticeKind.Bad.Role());
        output.Content.AppendHtml(IconTagHelper.Svg(View.HttpContext, NoticeKind.Bad.Icon())).AppendHtml("<div>");
        foreach (var error in errors)
            output.Content.AppendHtml("<p>").Append(error.ErrorMessage).AppendHtml("</p>");
        output.Content.AppendHtml("</div>");
    }
}
