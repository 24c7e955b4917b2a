using System.Globalization;

namespace IdentityServer.OpenId.Logos;

/// <summary>An app as pages show it beside its name: its logo, or the first letter of the name. Rendered by _AppMark.cshtml.</summary>
internal sealed record AppMark(string Name, string? LogoPath)
{
    public string Letter => StringInfo.GetNextTextElement(Name.TrimStart()).ToUpper(CultureInfo.CurrentCulture);
}
