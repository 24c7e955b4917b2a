using System.Net;
using IdentityServer.Accounts;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>First the name, then the password: and nobody learns from the second page whose name the first one was.</summary>
internal sealed class PasswordStepTests
{
    private PasswordPeople people;
    private Visitor visitor;

    [SetUp]
    public void Start()
    {
        people = new();
        visitor = new(people.Host);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        visitor.Dispose();
        return people.DisposeAsync();
    }

    [Test]
    public async Task The_name_is_taken_along_and_the_password_signs_in()
    {
        await people.AddAsync();
        var step = await NameAsync("bob");

        var response = await visitor.Http.SendFormAsync(step, ("password", PasswordPeople.Right));

        Assert.That(step, Does.StartWith("/sign-in/password?interaction=").And.Not.Contain("bob"));
        Assert.That(response.Headers.Location?.ToString(), Does.StartWith("/sign-in/passkey"), await response.Content.ReadAsStringAsync());
    }

    [Test, Property("Case", "MG-15")]
    public async Task The_page_is_the_same_for_everybody_and_for_nobody()
    {
        await people.AddAsync("q-with");
        await people.AddAsync("q-less", withPassword: false);
        await people.AddAsync("q-gone");
        await people.ChangeAsync(async database =>
        {
            var account = database.Users.Single(it => it.UserName == "q-gone");
            account.State = AccountState.Disabled;
            await database.SaveChangesAsync();
        });

        var pages = new List<string>();
        foreach (var name in new[] { "q-with", "q-less", "q-gone", "q-none" })
        {
            var step = await NameAsync(name);
            var page = await visitor.Http.ReadPageAsync(step);
            foreach (var token in page.QuerySelectorAll("input[name=csrf]"))
                token.Remove();
            pages.Add(page.DocumentElement.OuterHtml.Replace(name, "NAME", StringComparison.Ordinal).Replace(step.Split('=')[1], "INTERACTION", StringComparison.Ordinal));
        }

        Assert.That(pages.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_password_leaves_the_name_where_it_is()
    {
        await people.AddAsync();

        var response = await visitor.Http.SendFormAsync(await NameAsync("bob"), ("password", "wrong"));

        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        Assert.That(page.QuerySelector("#identifier")!.GetAttribute("value"), Is.EqualTo("bob"));
        Assert.That(page.QuerySelector("#identifier")!.HasAttribute("readonly"), Is.True);
        Assert.That(page.QuerySelector("#password")!.GetAttribute("value"), Is.Null.Or.Empty);
    }

    [Test]
    public async Task Without_passwords_a_name_leads_to_the_other_ways()
    {
        people.Host.Settings["IdentityServer:Passwords:Enabled"] = "false";

        Assert.That(await NameAsync("bob"), Does.StartWith("/sign-in/other"));
    }

    [TestCase("")]
    [TestCase("   ")]
    public async Task No_name_leads_to_the_other_ways(string name) => Assert.That(await NameAsync(name), Does.StartWith("/sign-in/other"));

    [Test]
    public async Task A_name_longer_than_any_leads_to_the_other_ways() => Assert.That(await NameAsync(new string('x', 257)), Does.StartWith("/sign-in/other"));

    [Test]
    public async Task A_name_given_before_is_not_another_browsers_to_see()
    {
        var step = await NameAsync("bob");
        using var other = people.Host.NewBrowser();

        Assert.That(await other.GetStringAsync(step), Does.Not.Contain("bob"));
    }

    private async Task<string> NameAsync(string name)
    {
        var response = await visitor.Http.SendFormAsync("/sign-in", ("identifier", name));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        return response.Headers.Location!.ToString();
    }
}
