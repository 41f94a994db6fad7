using System.Security.Cryptography.X509Certificates;
using Aftersales.Refunds.Ports.Alipay;

namespace Aftersales.Refunds.Tests.Alipay;

public sealed class CertificateTests
{
    public static IEnumerable<object[]> Numbers => Vector.Text("numbers.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (object[])line.Split(' '));

    [Theory, MemberData(nameof(Numbers))]
    public void A_certificate_has_the_number_that_OpenSSL_finds(string name, string number) =>
        AlipayCertificates.Number(Certificates(name + ".crt")[0]).ShouldBe(number);

    [Fact]
    public void A_certificate_of_the_name_and_serial_number_of_Alipays_root_has_the_number_that_is_published() =>
        AlipayCertificates.Number(Certificates("root-sha1.crt")[0]).ShouldBe("02941eef3187dddf3d3b83462e1dfcf6");

    [Fact]
    public void The_root_file_has_the_numbers_of_those_signed_by_RSA_in_its_order() =>
        AlipayCertificates.RootNumber(Certificates("roots.crt")).ShouldBe($"{Number("root-sha256")}_{Number("root-sha1")}");

    [Theory]
    [InlineData("alipay.crt", true)]
    [InlineData("app.crt", true)]
    [InlineData("alipay-elsewhere.crt", false)]
    public void A_certificate_is_believed_below_a_root_of_the_file(string file, bool isBelow) =>
        AlipayCertificates.IsIssuedBelow(Certificates(file), Certificates("roots.crt")).ShouldBe(isBelow);

    private static string Number(string name) => (string)Numbers.Single(row => (string)row[0] == name)[1];

    private static X509Certificate2Collection Certificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(Vector.Path(file));
        return certificates;
    }
}
