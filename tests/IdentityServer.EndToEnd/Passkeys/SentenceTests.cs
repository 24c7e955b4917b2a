using System.Text.Json;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>Whatever the browser or the server calls a failure, people read one sentence with a next step.</summary>
internal sealed class SentenceTests : BrowserTest
{
    private const string WrongAddress = "Passkeys do not work at this address. Open this page at its usual address, or use another method.";

    private SignInScreen SignIn => new(Page);

    [TestCase("AbortError", "That request was interrupted by another one. Try again.")]
    [TestCase("SecurityError", WrongAddress)]
    [TestCase("ConstraintError", "This key or device cannot verify you. Set up its PIN or screen lock, or choose another.")]
    [TestCase("NotSupportedError", "This key is too old for passkeys here. Choose another.")]
    [TestCase("InventedError", "Something went wrong between the browser and your passkey. Try again, or use another method.")]
    [Property("Case", "UX-60")]
    public async Task Every_error_of_the_browser_has_a_sentence(string name, string sentence)
    {
        await Page.AddInitScriptAsync($"navigator.credentials.get = async () => {{ throw new DOMException('Nobody reads this.', '{name}'); }}");

        await ShouldReadAsync(sentence);
    }

    [TestCase("origin_mismatch")]
    [TestCase("rp_mismatch")]
    [TestCase("cross_origin")]
    [TestCase("top_origin")]
    [Property("Case", "UX-60")]
    public async Task Whatever_the_server_dislikes_about_the_address_reads_the_same(string code)
    {
        Complaints.Expect(400);
        await Page.RouteAsync("**/passkeys/sign-in/options", route => route.FulfillAsync(new()
        {
            Status = 400,
            ContentType = "application/problem+json",
            Body = JsonSerializer.Serialize(new { code }),
        }));

        await ShouldReadAsync(WrongAddress);
    }

    private async Task ShouldReadAsync(string sentence)
    {
        await SignIn.OpenAsync();
        await Expect(SignIn.Alert).ToBeHiddenAsync();

        await SignIn.UsePasskey.ClickAsync();

        await Expect(SignIn.Alert.Locator("p").First).ToHaveTextAsync(sentence);
    }
}
