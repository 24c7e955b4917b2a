using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>A password is what was typed: nothing is cut off, folded or tidied, and nobody is kept from pasting it.</summary>
internal sealed class PasswordAsTypedTests
{
    // Eighty characters, with a space at either end and a letter that Unicode writes in two ways.
    private static readonly string Long = $" Zoë{new string('x', 35)}Q{new string('y', 39)} ".Normalize(NormalizationForm.FormC);

    private PasswordPeople people;

    [SetUp]
    public void Start() => people = new();

    [TearDown]
    public ValueTask StopAsync() => people.DisposeAsync();

    [TestCase("the last character", "0")]
    [TestCase("the case of one letter", "1")]
    [TestCase("the space before", "2")]
    [TestCase("the space behind", "3")]
    [TestCase("all behind the 64th character", "4")]
    [TestCase("all behind the 72nd byte, as bcrypt would have it", "5")]
    [TestCase("the other form of a letter", "6")]
    [TestCase("one more character", "7")]
    [Property("Case", "6.2.8")]
    public async Task Every_character_counts(string changed, string which)
    {
        await people.AddAsync(password: Long);
        using var bob = new Visitor(people.Host);
        string[] wrong =
        [
            Long[..^2] + "z ", Long.Replace('Q', 'q'), Long[1..], Long[..^1], Long[..64], Long[..71],
            Long.Normalize(NormalizationForm.FormD), Long + "x",
        ];

        var answer = await PasswordPeople.SignInAsync(bob.Http, password: wrong[int.Parse(which, System.Globalization.CultureInfo.InvariantCulture)]);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), changed);
    }

    [TestCase(64)]
    [TestCase(80)]
    [TestCase(1024)]
    [Property("Case", "6.2.9")]
    public async Task A_long_one_signs_in(int length)
    {
        var password = (Long + new string('z', 1024))[..length];
        await people.AddAsync(password: password);
        using var bob = new Visitor(people.Host);

        Assert.That((await PasswordPeople.SignInAsync(bob.Http, password: password)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test, Property("Case", "6.2.6")]
    public async Task What_is_typed_is_not_shown()
    {
        await people.AddAsync();
        using var bob = new Visitor(people.Host);

        Assert.That((await FieldAsync(bob)).Type, Is.EqualTo("password"));
        var refused = await PasswordPeople.SignInAsync(bob.Http, password: "wrong and seen");
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Not.Contain("wrong and seen"));
    }

    [Test, Property("Case", "6.2.7")]
    public async Task Managers_and_the_clipboard_fill_it_in()
    {
        using var bob = new Visitor(people.Host);
        var field = await FieldAsync(bob);
        var form = field.Form!;

        Assert.That(field.Autocomplete, Is.EqualTo("current-password"));
        Assert.That(form.QuerySelector("input[autocomplete=username]"), Is.Not.Null);
        Assert.That(form.Autocomplete, Is.Not.EqualTo("off"));
        Assert.That(new[] { field.IsReadOnly, field.IsDisabled }, Has.All.False);
        Assert.That(field.MaxLength, Is.GreaterThanOrEqualTo(64));
        Assert.That(await ScriptsAsync(), Has.None.Contain("paste").And.None.Contain("clipboardData"), "and no script minds");
    }

    private static async Task<IHtmlInputElement> FieldAsync(Visitor visitor) =>
        (IHtmlInputElement)(await visitor.Http.ReadPageAsync("/sign-in/password")).QuerySelector("#password")!;

    private static async Task<List<string>> ScriptsAsync()
    {
        var root = Repository.File("src/IdentityServer/wwwroot");
        List<string> scripts = [];
        foreach (var path in Directory.EnumerateFiles(root, "*.js", SearchOption.AllDirectories))
            scripts.Add(await File.ReadAllTextAsync(path));
        return scripts;
    }
}
