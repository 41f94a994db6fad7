using System.Security.Cryptography;
using Aftersales.Kernel;
using Aftersales.Platform.Identity;

namespace Aftersales.Platform.Tests.Identity;

/// <summary>Personal fields under the key of their aggregate.</summary>
public class SealedTextTests
{
    private readonly Vault vault = new(new byte[32]);

    [Fact]
    public void R_PPL_2_a_field_is_wrapped_under_its_aggregates_key_and_read_back_with_it()
    {
        var key = vault.KeyOf(null);
        var json = Write(new(vault.Seal("Wang"), "138****8078"), key);

        json.ShouldNotContain("138");
        (key.IsNew, key.IsUsed, json.Contains("k1:", StringComparison.Ordinal)).ShouldBe((true, true, true));
        var read = Read(json, vault.KeyOf(key.Row));
        (vault.Open(read.Name), read.Masked.Text).ShouldBe(("Wang", "138****8078"));
    }

    [Fact]
    public void R_PPL_2_without_the_key_the_vaults_does_not_help()
    {
        var key = vault.KeyOf(null);
        var json = Write(new(vault.Seal("Wang"), "138****8078"), key);

        foreach (var other in new[] { vault.KeyOf(null), vault.KeyOf(Made()) })
        {
            var read = Read(json, other);
            (vault.Open(read.Name), vault.Words(read.Name), read.Masked.Text).ShouldBe((null, SealedText.Erased, ""));
            Write(read, other).ShouldBe(json, "what nobody can read is kept as it is");
        }

        var inner = JsonText(json).Split(':')[2];
        Should.Throw<CryptographicException>(() => vault.OpenSecret(inner), "there is another seal around the vault's");
    }

    [Fact]
    public void What_is_written_again_under_the_same_key_is_not_wrapped_again()
    {
        var key = vault.KeyOf(null);
        var json = Write(new(vault.Seal("Wang"), "1"), key);
        var again = vault.KeyOf(key.Row);

        Write(Read(json, again), again).ShouldBe(json);
        (again.IsNew, again.IsUsed).ShouldBe((false, false));
    }

    [Fact]
    public void What_another_aggregate_takes_over_is_wrapped_under_its_own_key()
    {
        var (mine, its) = (vault.KeyOf(null), vault.KeyOf(null));
        var taken = Read(Write(new(vault.Seal("Wang"), "1"), mine), mine);
        var json = Write(taken, its);

        its.IsNew.ShouldBeTrue();
        vault.Open(Read(json, vault.KeyOf(its.Row)).Name).ShouldBe("Wang");
        vault.Open(Read(json, vault.KeyOf(mine.Row)).Name).ShouldBeNull();
    }

    [Fact]
    public void What_a_release_before_wrote_is_opened_and_wrapped_when_it_is_written_again()
    {
        var older = Json.Write(new Field(vault.Seal("Wang"), "1"));
        var key = vault.KeyOf(null);
        var read = Read(older, key);

        (vault.Open(read.Name), key.Row).ShouldBe(("Wang", null), "reading makes no key");
        vault.Open(Read(Write(read, key), vault.KeyOf(key.Row)).Name).ShouldBe("Wang");
    }

    [Fact]
    public void What_somebody_changed_is_no_erased_text_but_an_error()
    {
        var key = vault.KeyOf(null);
        var json = Write(new(vault.Seal("Wang"), "1"), key);
        var cipher = JsonText(json);
        var bent = cipher[..^6] + (cipher[^6] == 'A' ? 'B' : 'A') + cipher[^5..];

        Should.Throw<CryptographicException>(() => vault.Open(Read(json.Replace(cipher, bent, StringComparison.Ordinal), vault.KeyOf(key.Row)).Name));
    }

    [Fact]
    public void Reading_without_the_key_at_all_is_a_defect_that_shows()
    {
        var key = vault.KeyOf(null);
        var read = Json.Read<Field>(Write(new(vault.Seal("Wang"), "1"), key));

        Should.Throw<InvalidOperationException>(() => vault.Open(read.Name));
        read.Masked.Text.ShouldBe("");
        Json.Write(read).ShouldBe(Json.Write(Read(Json.Write(read), vault.KeyOf(key.Row))), "and nothing is lost by it");
    }

    [Fact]
    public void Nothing_is_nothing_and_makes_no_key()
    {
        var key = vault.KeyOf(null);
        Write(new(SealedText.Empty, ""), key).ShouldBe("""{"name":"","masked":""}""");
        (key.Row, vault.Open(SealedText.Empty)).ShouldBe((null, ""));
    }

    [Fact]
    public void R_PPL_2_none_of_them_prints_its_content() =>
        $"{vault.Seal("Wang")} {new ErasableText("138")} {new Field(new("cipher"), "138")}".ShouldNotContainAny("138", "cipher");

    private static string Write(Field field, AggregateKey key) => Json.Write(field, typeof(Field), key);

    private static Field Read(string json, AggregateKey key) => Json.Read<Field>(json, key);

    private static string JsonText(string json) => System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("name").GetString()!;

    private string Made()
    {
        var key = vault.KeyOf(null);
        Write(new(vault.Seal("Li"), "2"), key);
        return key.Row!;
    }

    private sealed record Field(SealedText Name, ErasableText Masked);
}

internal static class Printed
{
    public static void ShouldNotContainAny(this string text, params string[] parts)
    {
        foreach (var part in parts)
            text.ShouldNotContain(part);
    }
}
