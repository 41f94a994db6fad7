using Aftersales.Testing;

namespace Aftersales.Contracts.Tests;

/// <summary>The contracts keep to the rules of buf.yaml.</summary>
public sealed class ContractStyleTests
{
    [Fact]
    public async Task Contracts_pass_the_linter() => (await NodeTools.Buf("lint")).Succeeded().ShouldBeEmpty();

    [Fact]
    public async Task Contracts_are_formatted() => (await NodeTools.Buf("format", "--diff", "--exit-code")).Succeeded().ShouldBeEmpty();
}
