namespace Aftersales.Simulators.Tests;

public sealed class ScannerTests : World
{
    [Fact]
    public async Task The_test_pattern_is_found_and_all_else_is_clean()
    {
        (await Scan("a photo"u8.ToArray()))["verdict"].ShouldBe("CLEAN");
        var found = await Scan([0xFF, 0xD8, .. System.Text.Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")]);
        (found["verdict"], found["threat"]).ShouldBe(("INFECTED", "Eicar-Test-Signature"));
    }

    [Fact]
    public async Task What_is_no_content_is_refused() =>
        (await Post("scanner/scans", new { scan_no = "S-1", media_type = "image/jpeg", content = "?" })).Status.ShouldBe(400);

    private Task<Reply> Scan(byte[] content) => Post("scanner/scans", new { scan_no = "S-1", media_type = "image/jpeg", content });
}
