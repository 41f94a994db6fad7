namespace Aftersales.Kernel.Tests;

public class MaskTests
{
    [Theory]
    [InlineData("王小明", "王**"), InlineData("𠮷田", "𠮷**"), InlineData("李", "李**"), InlineData("", "")]
    public void R_PPL_2_a_name_keeps_its_first_letter(string name, string masked) => Mask.Name(name).ShouldBe(masked);

    [Theory]
    [InlineData("13800138078", "138****8078"), InlineData("02112345678", "021****5678"), InlineData("1234567", "***"), InlineData("", "***")]
    public void R_PPL_2_a_phone_keeps_its_ends(string phone, string masked) => Mask.Phone(phone).ShouldBe(masked);

    [Theory]
    [InlineData("wang@example.com", "w***@example.com"), InlineData("13800138078", "138****8078"), InlineData("@x", "***"), InlineData("abc", "***")]
    public void R_PPL_2_an_account_keeps_what_tells_it_apart(string account, string masked) => Mask.Account(account).ShouldBe(masked);

    [Theory]
    [InlineData("1930679858170647", "***0647"), InlineData("12345678", "***5678"), InlineData("1234567", "***")]
    public void R_PPL_2_a_number_keeps_its_end(string number, string masked) => Mask.Number(number).ShouldBe(masked);
}
