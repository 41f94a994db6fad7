using System.Text;
using Aftersales.Platform.Csv;
using FsCheck;
using FsCheck.Fluent;

namespace Aftersales.Tracking.Tests.Import;

public class CsvReaderTests
{
    [Fact]
    public void Rows_come_back_as_they_were_written() => Prop.ForAll(Tables, table =>
        Rows(table.Text).Select(r => r.Fields).SequenceEqual(table.Rows, SameFields)).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_row_knows_its_physical_line() => Prop.ForAll(Tables, table =>
    {
        var line = 1;
        return Rows(table.Text).All(row =>
        {
            var right = row.Line == line;
            line += 1 + row.Fields.Sum(f => f.Count(c => c == '\n'));
            return right;
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_input_whatever_throws_or_loses_its_place() => Prop.ForAll(Gen.Elements('a', ',', '"', '\r', '\n', '=').ArrayOf().ToArbitrary(), text =>
        Rows(new string(text)).Aggregate(0, (last, row) => row.Line > last ? row.Line : int.MaxValue) < int.MaxValue).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a,b", "1: a|b")]
    [InlineData("a,b\r\n", "1: a|b")]
    [InlineData("a,,\n", "1: a||")]
    [InlineData("\n\r\na\n\nb\n", "3: a;5: b")]
    [InlineData("\"\"\n", "1: ")]
    [InlineData("\"a\"\"b\",\"c,d\"\n", "1: a\"b|c,d")]
    [InlineData("=\"193\",5\" disc\n", "1: =\"193\"|5\" disc")]
    [InlineData("\"=\"\"193\"\"\"\n", "1: =\"193\"")]
    [InlineData("\"a\nb\",c\nd,e\n", "1: a\nb|c;3: d|e")]
    [InlineData("\"a\r\n\r\nb\"\nc\n", "1: a\r\n\r\nb;4: c")]
    [InlineData("a\rb,c\n", "1: a\rb|c")]
    [InlineData("a \"b\" c,\"d\"\n", "1: a \"b\" c|d")]
    public void Odd_rows_are_read_by_the_RFC(string text, string rows) =>
        string.Join(';', Rows(text).Select(r => $"{r.Line}: {string.Join('|', r.Fields)}")).ShouldBe(rows);

    [Theory]
    [InlineData("\"a\" b,c\nd,e\n")]
    [InlineData("\"a\nd,e\n")]
    [InlineData("a,\"b\nd,e\n")]
    public void R_ORD_2_a_broken_quote_costs_its_own_row_only(string text)
    {
        var rows = Rows(text);
        rows.Select(r => (r.Line, r.Fault is null)).ShouldBe([(1, false), (2, true)]);
        rows[1].Fields.ShouldBe(["d", "e"]);
    }

    [Fact]
    public void R_ORD_2_an_unclosed_quote_is_given_up_at_the_length_of_a_row()
    {
        var sound = string.Concat(Enumerable.Repeat($"x,{new string('y', 100)}\n", 1000));
        var rows = Rows($"a,\"b\n{sound}");
        rows.Count.ShouldBe(1001);
        rows.Count(r => r.Fault is null).ShouldBe(1000);
        rows[0].Fault!.ShouldContain("not closed");
    }

    [Fact]
    public void Fields_and_lines_beyond_the_bounds_are_errors_of_their_row()
    {
        var rows = Rows($"{new string('a', CsvBounds.FieldLength)}\n{new string('b', CsvBounds.FieldLength + 1)}\n{new string('c', CsvBounds.LineBytes + 1)}\nd\n");
        rows.Select(r => (r.Line, r.Fault is null)).ShouldBe([(1, true), (2, false), (3, false), (4, true)]);
        rows[3].Fields.ShouldBe(["d"]);
    }

    private static readonly EqualityComparer<IReadOnlyList<string>> SameFields =
        EqualityComparer<IReadOnlyList<string>>.Create((a, b) => a!.SequenceEqual(b!));

    private static Arbitrary<(IReadOnlyList<string>[] Rows, string Text)> Tables
    {
        get
        {
            var piece = Gen.Elements("", "a", ",", "\"", "\n", "\r\n", "'", "=\"1\"", "订单", "😀", "𠮷", " ");
            var cell = piece.ListOf().Select(string.Concat);
            var row = cell.NonEmptyListOf().Select(fields => (IReadOnlyList<string>)[.. fields]);
            return (
                from rows in row.ListOf()
                from needless in Gen.Elements(true, false)
                from end in Gen.Elements("\n", "\r\n")
                select (rows.ToArray(), string.Concat(rows.Select(fields => Write(fields, needless) + end)))).ToArbitrary();
        }
    }

    private static string Write(IReadOnlyList<string> fields, bool needless) => string.Join(',', fields.Select(f =>
        needless || f.AsSpan().IndexOfAny(",\"\r\n") >= 0 || fields is [""] ? Files.Quoted(f) : f));

    private static List<CsvRow> Rows(string text) =>
        new CsvReader(new LineReader(new Dribble(Encoding.UTF8.GetBytes(text)))).Rows(Encoding.UTF8, CancellationToken.None).ToBlockingEnumerable().ToList();

    /// <summary>A stream that gives a few bytes at a time, as a network does.</summary>
    private sealed class Dribble(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(Length > 4096 ? buffer : buffer[..Math.Min(3, buffer.Length)], cancellationToken);
    }
}
