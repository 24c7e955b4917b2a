using IdentityServer.Accounts.Profile;

namespace IdentityServer.Tests.Accounts.Profile;

internal sealed class ProfileRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [TestCase("Birthdate", "28.3.1984")]
    [TestCase("Birthdate", "1984-02-30")]
    [TestCase("Birthdate", "0000-02-30")]
    [TestCase("Birthdate", "0000")]
    [TestCase("Birthdate", "2027")]
    [TestCase("Website", "example.com")]
    [TestCase("Website", "javascript:alert(1)")]
    [TestCase("Website", "ftp://example.com/")]
    [TestCase("Website", "https://ada:secret@example.com/")]
    [TestCase("Website", "https://example.com/a b")]
    [TestCase("Profile", "data:text/html,hello")]
    [TestCase("ZoneInfo", "Berlin")]
    [TestCase("Locale", "fr")]
    [TestCase("Name", "Ada\u202Eecalevol")]
    [TestCase("Name", "Ada\nLovelace")]
    [TestCase("Nickname", "A\u0000da")]
    [TestCase("Street", "Main\u0007 1")]
    public void What_no_app_could_use_is_refused_at_its_field(string field, string typed) =>
        Assert.That(FaultsOf(field, typed), Is.EqualTo(new[] { field }));

    [TestCase("Name", 129)]
    [TestCase("GivenName", 101)]
    [TestCase("Website", 501)]
    [TestCase("Street", 301)]
    public void What_is_too_long_is_refused(string field, int length) =>
        Assert.That(FaultsOf(field, new string('a', length)), Is.EqualTo(new[] { field }));

    [TestCase("Birthdate", "1984-03-28", "1984-03-28")]
    [TestCase("Birthdate", "1984", "1984")]
    [TestCase("Birthdate", "0000-02-29", "0000-02-29")]
    [TestCase("Website", " https://example.com/ada ", "https://example.com/ada")]
    [TestCase("ZoneInfo", "Europe/Berlin", "Europe/Berlin")]
    [TestCase("Locale", "de", "de")]
    [TestCase("Street", "Main Street 1\r\nFlat 2", "Main Street 1\nFlat 2")]
    [TestCase("Name", "A\u0308da", "Äda")]
    [TestCase("Name", "می\u200Cخواهم", "می\u200Cخواهم")]
    [TestCase("Name", "   ", null)]
    public void What_is_fine_is_tidied(string field, string typed, string? kept)
    {
        var form = With(field, typed);

        Assert.That(ProfileRules.Read(form, new(), Now), Is.Empty);
        Assert.That(typeof(ProfileForm).GetProperty(field)!.GetValue(form), Is.EqualTo(kept));
    }

    [Test]
    public void What_another_system_brought_along_and_nobody_touched_is_left_alone() =>
        Assert.That(ProfileRules.Read(new() { Birthdate = "28.3.1984", Locale = "de-AT" }, new() { Birthdate = "28.3.1984", Locale = "de-AT" }, Now), Is.Empty);

    private static IEnumerable<string> FaultsOf(string field, string typed) => ProfileRules.Read(With(field, typed), new(), Now).Select(it => it.Field);

    private static ProfileForm With(string field, string typed)
    {
        var form = new ProfileForm();
        typeof(ProfileForm).GetProperty(field)!.SetValue(form, typed);
        return form;
    }
}
