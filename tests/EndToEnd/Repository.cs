namespace Aftersales.EndToEnd;

internal static class Repository
{
    public static string Path(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Microservices.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("not below the project's root");
        return System.IO.Path.Combine(folder.FullName, relative);
    }
}
