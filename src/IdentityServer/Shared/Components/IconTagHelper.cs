using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IdentityServer.Shared.Components;

/// <summary>A symbol of sprite.svg. It stands beside words that say the same, so screen readers skip it.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    private const string Sprite = "sprite.svg";

    public required string Name { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.AppendHtml(Svg(View.HttpContext, Name));
    }

    internal static TagBuilder Svg(HttpContext http, string name)
    {
        // The address with the fingerprint is kept by browsers for good.
        var sprite = http.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[Sprite] ?? Sprite;
        var use = new TagBuilder("use") { Attributes = { ["href"] = $"/{sprite}#{name}" } };
        var svg = new TagBuilder("svg") { Attributes = { ["class"] = "icon", ["aria-hidden"] = "true", ["focusable"] = "false" } };
        svg.InnerHtml.AppendHtml(use);
        return svg;
    }
}
