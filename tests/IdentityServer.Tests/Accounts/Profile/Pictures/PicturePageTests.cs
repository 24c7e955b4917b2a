using System.Net;
using AngleSharp.Dom;
using IdentityServer.Accounts;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Accounts.Pictures;

internal sealed class PicturePageTests
{
    private const string Page = "/account/profile/picture";

    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new();
        ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task A_picture_is_served_to_everybody_and_runs_nothing()
    {
        var sent = await UploadAsync(SamplePictures.Pixel, "text/html");
        using var app = host.NewBrowser();

        var picture = await app.GetAsync(await AddressAsync());

        Assert.That(sent.Headers.Location?.OriginalString, Is.EqualTo("/account/profile"));
        Assert.That(picture.Content.Headers.ContentType?.MediaType, Is.EqualTo("image/png"));
        Assert.That(await picture.Content.ReadAsByteArrayAsync(), Is.EqualTo(SamplePictures.Pixel));
        Assert.That(Header(picture, "X-Content-Type-Options"), Is.EqualTo("nosniff"));
        Assert.That(Header(picture, "Content-Security-Policy"), Does.Contain("default-src 'none'").And.Contain("sandbox"));
        Assert.That(Header(picture, "Cross-Origin-Resource-Policy"), Is.EqualTo("cross-origin"));
        Assert.That(picture.Headers.Contains("Set-Cookie"), Is.False);
    }

    [Test]
    public async Task Its_address_is_long_random_and_names_nobody()
    {
        await UploadAsync(SamplePictures.Pixel);
        var first = await AddressAsync();
        await UploadAsync(SamplePictures.Png(8, 8));
        var second = await AddressAsync();

        Assert.That(first, Does.Match("^http://localhost:5000/pictures/[A-Za-z0-9_-]{43}$"));
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That((await ada.Http.GetAsync(new Uri(first!).AbsolutePath)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [TestCase("hello")]
    public async Task What_is_no_picture_is_refused_beside_the_field(string file)
    {
        var answer = await UploadAsync(System.Text.Encoding.UTF8.GetBytes(file), "image/png");

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("This is not a picture we can use"));
        Assert.That(await AddressAsync(), Is.Null);
    }

    [Test]
    public async Task No_file_and_too_large_a_file_are_told_apart()
    {
        var none = await UploadAsync([]);
        var large = await UploadAsync(new byte[(1024 * 1024) + 1]);

        Assert.That(await none.Content.ReadAsStringAsync(), Does.Contain("Choose a file first"));
        Assert.That(await large.Content.ReadAsStringAsync(), Does.Contain("larger than 1 MB"));
    }

    [Test]
    public async Task A_removed_picture_is_gone_at_once()
    {
        await UploadAsync(SamplePictures.Pixel);
        var address = await AddressAsync();
        var page = await ada.Http.ReadPageAsync(Page);
        var form = page.QuerySelectorAll("main form")[^1];

        await ada.Http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent([Token(form)]));

        Assert.That(await AddressAsync(), Is.Null);
        Assert.That((await ada.Http.GetAsync(new Uri(address!).AbsolutePath)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<HttpResponseMessage> UploadAsync(byte[] file, string mediaType = "image/png")
    {
        var form = (await ada.Http.ReadPageAsync(Page)).QuerySelector("#picture")!;
        using var part = new ByteArrayContent(file) { Headers = { ContentType = new(mediaType) } };
        using var content = new MultipartFormDataContent { { part, "Chosen", "ada.html" }, { new StringContent(Token(form).Value), Token(form).Key } };
        return await ada.Http.PostAsync(Page, content);
    }

    private async Task<string?> AddressAsync() =>
        ClaimText.Find((await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Claims, "picture");

    private static KeyValuePair<string, string> Token(IElement form) =>
        new("csrf", form.QuerySelector("[name=csrf]")!.GetAttribute("value")!);

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));
}
