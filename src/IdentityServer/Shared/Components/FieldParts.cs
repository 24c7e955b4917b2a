using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace IdentityServer.Shared.Components;

/// <summary>The pieces around an input and the ids that tie them together.</summary>
internal sealed class FieldParts
{
    private readonly ViewContext view;
    private readonly string name;
    private readonly string id;
    private readonly string? hint;
    private readonly string? error;

    private FieldParts(ViewContext view, ModelExpression expression, string? hint)
    {
        this.view = view;
        this.hint = hint;
        name = view.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name);
        id = TagBuilder.CreateSanitizedId(name, "_");
        var entry = view.ModelState[name];
        error = entry?.Errors.FirstOrDefault()?.ErrorMessage;
        // After a refused post people see what they typed, not what we had.
        Value = entry?.AttemptedValue ?? Convert.ToString(expression.Model, CultureInfo.CurrentCulture);
    }

    public string? Value { get; }

    public static FieldParts Of(ViewContext view, ModelExpression expression, string? hint) => new(view, expression, hint);

    public void Describe(TagBuilder input)
    {
        input.Attributes["id"] = id;
        input.Attributes["name"] = name;

        string[] descriptions = [.. hint is null ? [] : new[] { HintId }, .. error is null ? [] : new[] { ErrorId }];
        if (descriptions is not [])
            input.Attributes["aria-describedby"] = string.Join(' ', descriptions);
        if (error is not null)
            input.Attributes["aria-invalid"] = "true";
    }

    public IHtmlContent Label(string text) => Tag("label", text, ("for", id));

    public IHtmlContent HintText() => hint is null ? HtmlString.Empty : Tag("p", hint, ("class", "hint"), ("id", HintId));

    public IHtmlContent ErrorText()
    {
        if (error is null)
            return HtmlString.Empty;

        var text = new TagBuilder("p") { Attributes = { ["class"] = "error", ["id"] = ErrorId } };
        text.InnerHtml.AppendHtml(IconTagHelper.Svg(view.HttpContext, "alert")).AppendHtml(Tag("span", error));
        return text;
    }

    public TagBuilder Select(IEnumerable<SelectListItem> options)
    {
        var select = new TagBuilder("select");
        foreach (var option in options)
        {
            var value = option.Value ?? option.Text;
            var tag = Tag("option", option.Text, ("value", value));
            if (option.Selected || value == Value)
                tag.Attributes["selected"] = "selected";
            if (option.Disabled)
                tag.Attributes["disabled"] = "disabled";
            select.InnerHtml.AppendHtml(tag);
        }

        return select;
    }

    private string HintId => id + "-hint";

    private string ErrorId => id + "-error";

    private static TagBuilder Tag(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        var builder = new TagBuilder(tag);
        foreach (var (name, value) in attributes)
            builder.Attributes[name] = value;
        builder.InnerHtml.Append(text);
        return builder;
    }
}
