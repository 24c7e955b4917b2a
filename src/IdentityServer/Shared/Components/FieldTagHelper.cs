using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IdentityServer.Shared.Components;

/// <summary>
/// A labelled input with its hint and its error, tied together for screen readers. Other attributes go to the input;
/// <c>rows</c> makes it a text area, <c>options</c> a list to choose from.
/// <code>&lt;field for="Name" label="@Text[…]" hint="@Text[…]" maxlength="64" autocomplete="off" /&gt;</code>
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper : TagHelper
{
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    public string Type { get; set; } = "text";

    public int? Rows { get; set; }

    public IEnumerable<SelectListItem>? Options { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = FieldParts.Of(View, For, Hint);
        var input = Input(field);
        foreach (var attribute in output.Attributes)
            input.MergeAttribute(attribute.Name, attribute.Value?.ToString() ?? "", replaceExisting: true);
        field.Describe(input);

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(field.Label(Label)).AppendHtml(field.HintText()).AppendHtml(input).AppendHtml(field.ErrorText());
    }

    private TagBuilder Input(FieldParts field)
    {
        if (Options is not null)
            return field.Select(Options);

        if (Rows is not null)
        {
            var area = new TagBuilder("textarea") { Attributes = { ["rows"] = $"{Rows}" } };
            // A parser drops the first line break of a text area.
            area.InnerHtml.Append(Environment.NewLine + field.Value);
            return area;
        }

        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing, Attributes = { ["type"] = Type } };
        // What is typed as a secret is typed again, never sent back.
        if (Type != "password" && field.Value is { Length: > 0 } value)
            input.Attributes["value"] = value;
        return input;
    }
}
