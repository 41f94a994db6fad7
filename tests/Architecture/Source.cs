namespace Aftersales.Architecture;

/// <summary>The project's own files.</summary>
internal static class Source
{
    private static readonly string Root = FindRoot();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>C# files below a folder, build output left out.</summary>
    public static IEnumerable<string> Files(string folder) => System.IO.Directory
        .EnumerateFiles(Path(folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Select(file => System.IO.Path.GetRelativePath(Root, file));

    public static string Text(string relative) => File.ReadAllText(Path(relative));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Microservices.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("not below the project's root");
        return folder.FullName;
    }
}
