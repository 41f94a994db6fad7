namespace Aftersales.Refunds.Tests.Alipay;

/// <summary>Files that OpenSSL made (<c>Vectors/make.sh</c>).</summary>
internal static class Vector
{
    private static readonly string Folder = System.IO.Path.Combine(AppContext.BaseDirectory, "Alipay", "Vectors");

    public static string Path(string file) => System.IO.Path.Combine(Folder, file);

    public static string Text(string file) => File.ReadAllText(Path(file));

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path(file));

    /// <summary>The names of all vectors of a kind, as rows of a theory.</summary>
    public static IEnumerable<object[]> Named(string extension) =>
        System.IO.Directory.GetFiles(Folder, "*" + extension).Select(file => new object[] { System.IO.Path.GetFileNameWithoutExtension(file) });
}
