using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.Tests.Jose;

internal sealed class StrictJsonTests
{
    [TestCase("{}")]
    [TestCase(""" { "a": 1, "b": [true, null, "x"], "c": { "a": 1 } } """)]
    [TestCase("""{"a":"😀","b":"\ud83d\ude00"}""")]
    public void An_object_is_read(string json) => Assert.That(Read(json));

    [Property("Case", "K05")]
    [TestCase("", TestName = "Nothing_is_refused")]
    [TestCase("[]", TestName = "An_array_is_refused")]
    [TestCase("\"text\"", TestName = "A_string_is_refused")]
    [TestCase("null", TestName = "Null_is_refused")]
    [TestCase("""{"a":1,"a":1}""", TestName = "A_duplicate_member_is_refused")]
    [TestCase("""{"a":1,"\u0061":2}""", TestName = "A_duplicate_member_in_disguise_is_refused")]
    [TestCase("""{"a":{"b":1,"b":2}}""", TestName = "A_duplicate_member_further_down_is_refused")]
    [TestCase("{}{}", TestName = "A_second_object_is_refused")]
    [TestCase("{} x", TestName = "Trailing_text_is_refused")]
    [TestCase("{/* no */}", TestName = "A_comment_is_refused")]
    [TestCase("""{"a":1,}""", TestName = "A_trailing_comma_is_refused")]
    [TestCase("{'a':1}", TestName = "Single_quotes_are_refused")]
    [TestCase("""{"a":NaN}""", TestName = "Not_a_number_is_refused")]
    [TestCase("""{"a":"\ud800"}""", TestName = "Half_a_surrogate_pair_is_refused")]
    [TestCase("""{"\ud800":1}""", TestName = "Half_a_surrogate_pair_in_a_name_is_refused")]
    [TestCase("\ufeff{}", TestName = "A_byte_order_mark_is_refused")]
    public void Anything_else_is_refused(string json) => Assert.That(Read(json), Is.False);

    [Test]
    public void Depth_is_limited()
    {
        Assert.That(Read(Nested(16)));
        Assert.That(Read(Nested(17)), Is.False);
        Assert.That(Read(Nested(100_000)), Is.False);

        static string Nested(int depth) => new StringBuilder().Insert(0, "{\"a\":", depth - 1).Append("{}").Append('}', depth - 1).ToString();
    }

    [Test]
    public void Invalid_UTF8_is_refused() =>
        Assert.That(StrictJson.TryReadObject([.. "{\"a\":\""u8, 0xC0, 0xAF, .. "\"}"u8], out _), Is.False);

    [Test]
    public void Random_bytes_never_throw() =>
        Prop.ForAll<byte[]>(bytes => StrictJson.TryReadObject(bytes, out _) || true).QuickCheckThrowOnFailure();

    [Test]
    public void Mutated_text_never_throws_and_what_is_accepted_can_be_read()
    {
        var seed = """{"a":"b","n":12e3,"t":[true,{"x":"é"}],"e":"\ud83d\ude00"}"""u8.ToArray();
        var mutations = ArbMap.Default.GeneratorFor<(byte Value, ushort At)>().ArrayOf();

        Prop.ForAll(mutations.ToArbitrary(), changes =>
        {
            var bytes = seed.ToArray();
            foreach (var (value, at) in changes.Take(4))
                bytes[at % bytes.Length] = value;

            return !StrictJson.TryReadObject(bytes, out var json)
                || json.EnumerateObject().All(member => member.Name.Length >= 0 && member.Value.ToString().Length >= 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static bool Read(string json) => StrictJson.TryReadObject(Encoding.UTF8.GetBytes(json), out _);
}
