using Aftersales.Testing;

namespace Aftersales.Contracts.Tests;

/// <summary>The contracts keep to the rules of buf.yaml.</summary>
public sealed class ContractStyleTests
{
    [Fact]
    public async Task Contracts_pass_the_linter() => (await NodeTools.Buf("lint")).Succeeded().ShouldBeEmpty();

    [Fact]
    public async Task Contracts_are_formatted() => (await NodeTools.Buf("format", "--diff", "--exit-code")).Succeeded().ShouldBeEmpty();

    [Fact]
    public async Task Nothing_that_was_released_is_taken_back()
    {
        var last = System.IO.Directory.GetFiles(Path.Combine(NodeTools.RepositoryRoot, "protos/released"), "*.binpb.gz").Select(Path.GetFileName)
            .MaxBy(image => Version.Parse(image!.Replace(".binpb.gz", "")));

        (await NodeTools.Buf("breaking", "--against", $"protos/released/{last}")).Succeeded().ShouldBeEmpty();
    }
}
