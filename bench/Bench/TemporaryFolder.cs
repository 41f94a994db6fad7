namespace Aftersales.Bench;

/// <summary>A folder that is deleted with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aftersales-bench-");

    public string FullName => folder.FullName;

    public string File(string name) => Path.Combine(FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}
