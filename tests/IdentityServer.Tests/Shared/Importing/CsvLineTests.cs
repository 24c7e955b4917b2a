using IdentityServer.Shared.Importing;

namespace IdentityServer.Tests.Shared.Importing;

[Property("Case", "MG-01")]
internal sealed class CsvLineTests
{
    [TestCase("a,\"b")]
    [TestCase("a,\"b\"c")]
    [TestCase("a,b\"c")]
    [TestCase("\"\"\"")]
    public void A_quotation_mark_out_of_place_is_refused(string line) => Assert.That(CsvLine.Split(line, ','), Is.Null);

    [TestCase("a,b", "a|b")]
    [TestCase("", "")]
    [TestCase(",", "|")]
    [TestCase("a,\"\",", "a||")]
    [TestCase("\"a,b\",c", "a,b|c")]
    [TestCase("\"say \"\"a\"\"\"", "say \"a\"")]
    [TestCase(" a ,b", " a |b")]
    public void Cells_are_what_stands_between_the_separators(string line, string cells) =>
        Assert.That(string.Join('|', CsvLine.Split(line, ',')!), Is.EqualTo(cells));

    [Test]
    public void Another_separator_leaves_commas_alone() => Assert.That(CsvLine.Split("a,b;c", ';'), Is.EqualTo(["a,b", "c"]));

    // What a spreadsheet takes for a formula begins with one of these.
    [TestCase("=1+1", "\"'=1+1\"")]
    [TestCase("+1", "\"'+1\"")]
    [TestCase("-1", "\"'-1\"")]
    [TestCase("@SUM(A1)", "\"'@SUM(A1)\"")]
    [TestCase("\t=1", "\"'\t=1\"")]
    [TestCase("\uFF1D1", "\"'\uFF1D1\"")]
    [TestCase("say \"a\"", "\"say \"\"a\"\"\"")]
    [TestCase("a=1", "\"a=1\"")]
    [TestCase("", "\"\"")]
    public void No_cell_is_written_that_a_spreadsheet_would_run(string cell, string written) =>
        Assert.That(CsvLine.Write([cell]), Is.EqualTo(written));
}
