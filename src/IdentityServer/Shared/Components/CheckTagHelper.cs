using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IdentityServer.Shared.Components;

/// <summary>A box to tick, with its label around it so that the whole line is the target. <c>value</c> makes it one of several.</summary>
[HtmlTargetElement("check", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckTagHelper : TagHelper
{
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    public string Value { get; set; } = "true";

    /// <summary>One of these choices instead of any: a radio button.</summary>
    public bool One { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = View.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name + "-" + Value, "_");
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        foreach (var attribute in output.Attributes)
            input.MergeAttribute(attribute.Name, attribute.Value?.ToString() ?? "");
        input.Attributes["type"] = One ? "radio" : "checkbox";
        input.Attributes["id"] = id;
        input.Attributes["name"] = name;
        input.Attributes["value"] = Value;
        if (IsTicked)
            input.Attributes["checked"] = "checked";

        output.TagName = "label";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", "check");
        output.Content.AppendHtml(input).AppendHtml("<span>").Append(Label);
        if (Hint is not null)
        {
            input.Attributes["aria-describedby"] = id + "-hint";
            output.Content.AppendHtml($"<span class=\"hint\" id=\"{id}-hint\">").Append(Hint).AppendHtml("</span>");
        }

        output.Content.AppendHtml("</span>");
    }

    private bool IsTicked => For.Model switch
    {
        bool ticked => ticked,
        IEnumerable<string> chosen => chosen.Contains(Value),
        var single => single?.ToString() == Value,
    };
}
