using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using NodaTime;

namespace Aftersales.Directories;

/// <summary>What a merchant can set about its keys.</summary>
public sealed record DirectoryPolicy(string Version, KeyPolicy Keys) : IPolicy
{
    public IEnumerable<FieldProblem> Problems(Instant now) => Keys.Problems();
}
