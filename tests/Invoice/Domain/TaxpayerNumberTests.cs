namespace Aftersales.Invoices.Domain;

public sealed class TaxpayerNumberTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    [Theory]
    [InlineData("91350100M000100Y43")] // the worked example that goes with GB 32100
    [InlineData("91440300708461136T")] // and numbers that companies publish
    [InlineData("91110108551385082Q")]
    [InlineData("91110000802100433B")]
    public void R_INV_4_published_credit_codes_are_valid(string number) =>
        TaxpayerNumber.FormOf(number).ShouldBe(TaxpayerNumberForm.Current);

    [Fact]
    public void R_INV_4_the_check_character_follows_the_published_table_of_weights()
    {
        var random = new Random(32100);
        for (var i = 0; i < 2_000; i++)
        {
            var body = new string([.. Enumerable.Range(0, 17).Select(_ => Alphabet[random.Next(31)])]);
            var sum = body.Select((letter, at) => Alphabet.IndexOf(letter) * Weights[at]).Sum();
            var expected = Alphabet[(31 - (sum % 31)) % 31];

            TaxpayerNumber.CheckCharacter(body).ShouldBe(expected);
            TaxpayerNumber.FormOf(body + expected).ShouldBe(TaxpayerNumberForm.Current);
        }
    }

    [Fact]
    public void R_INV_4_every_mistyped_character_and_every_swap_of_neighbours_is_noticed()
    {
        const string number = "91350100M000100Y43";
        for (var at = 0; at < 18; at++)
        {
            foreach (var other in Alphabet.Where(letter => letter != number[at]))
                TaxpayerNumber.FormOf(number[..at] + other + number[(at + 1)..]).ShouldBe(TaxpayerNumberForm.Invalid);
            if (at < 17 && number[at] != number[at + 1])
                TaxpayerNumber.FormOf(number[..at] + number[at + 1] + number[at] + number[(at + 2)..]).ShouldBe(TaxpayerNumberForm.Invalid);
        }
    }

    [Theory]
    [InlineData("350100M00010043")] // 15: district and organisation code
    [InlineData("11010549123100201")] // 17: old identity card and two more
    [InlineData("11010519491231002X")] // 18: the example of an identity card in GB 11643
    [InlineData("11010519491231002X01")] // 20: identity card and two more
    public void R_INV_4_older_forms_are_accepted_with_a_warning(string number) =>
        TaxpayerNumber.FormOf(number).ShouldBe(TaxpayerNumberForm.Older);

    [Theory]
    [InlineData("")]
    [InlineData("91350100M000100Y4Z")] // Z is not of the alphabet
    [InlineData("110105194912310021")] // wrong check of an identity card
    [InlineData("91350100M000100Y")]
    [InlineData("91350100M000100Y433")]
    [InlineData("3501-0M00010043")]
    [InlineData("３５０１００Ｍ００１００４３")]
    public void R_INV_4_anything_else_is_refused(string number) =>
        TaxpayerNumber.FormOf(number).ShouldBe(TaxpayerNumberForm.Invalid);

    [Fact]
    public void Blanks_and_small_letters_are_put_right() =>
        TaxpayerNumber.Normalise(" 9135 0100 m000100y43 ").ShouldBe("91350100M000100Y43");

    /// <summary>
    /// Made once by a program of its own, from the standards' printed tables: weights 1, 3, 9, 27, 19 … for GB 32100, 7, 9, 10, 5, 8 … for the cards of
    /// GB 11643. Wrong ones have another check character, two neighbours swapped, or a letter that GB 32100 leaves out.
    /// </summary>
    [Theory]
    [InlineData("59350203K11LCR05D0", "Current", 0)]
    [InlineData("59350203K11LCR05D1", "CheckCharacter", 18)]
    [InlineData("Y9110108LB9CG8YNN4", "Current", 0)]
    [InlineData("Y9110108LB9CG8YNV4", "Character", 17)]
    [InlineData("93110108UWCQGYBKNG", "Current", 0)]
    [InlineData("93110108UWCQGYKBNG", "CheckCharacter", 18)]
    [InlineData("535101077YFU6QKC8E", "Current", 0)]
    [InlineData("535101077YFU6QKC8F", "CheckCharacter", 18)]
    [InlineData("11330100QBE55H9QMT", "Current", 0)]
    [InlineData("11330100QBE55HSQMT", "Character", 15)]
    [InlineData("52350203DJ6E2JUAA9", "Current", 0)]
    [InlineData("52350203DJ6E2JAUA9", "CheckCharacter", 18)]
    [InlineData("19110108DM548D39QF", "Current", 0)]
    [InlineData("19110108DV548D39QF", "Character", 10)]
    [InlineData("Y33100007923C76QJ8", "Current", 0)]
    [InlineData("Y33100007923C76OJ8", "Character", 16)]
    [InlineData("92350203JMUWXDXNLX", "Current", 0)]
    [InlineData("92350203MJUWXDXNLX", "CheckCharacter", 18)]
    [InlineData("913301007A7E06HHDJ", "Current", 0)]
    [InlineData("913301007A7V06HHDJ", "Character", 12)]
    [InlineData("440304200103156172", "Older", 0)]
    [InlineData("440304200103156173", "CheckCharacter", 18)]
    [InlineData("310101199212315801", "Older", 0)]
    [InlineData("310101199212315802", "CheckCharacter", 18)]
    [InlineData("440304200103150299", "Older", 0)]
    [InlineData("310101200103153052", "Older", 0)]
    [InlineData("3501-0M00010043", "Character", 5)]
    [InlineData("35010A0M0001004", "Older", 0)]
    [InlineData("91350100M000100Y", "Length", 16)]
    [InlineData("91350100M000100Y433", "Length", 19)]
    public void R_INV_4_numbers_are_what_an_independent_computation_says_and_a_wrong_one_names_the_place(string number, string expected, int position)
    {
        var problem = TaxpayerNumber.ProblemOf(number);
        if (position == 0)
            (problem, $"{TaxpayerNumber.FormOf(number)}").ShouldBe((null, expected));
        else
            problem.ShouldBe((Enum.Parse<TaxpayerNumberProblem>(expected), position));
    }
}
