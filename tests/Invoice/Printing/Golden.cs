using System.Runtime.CompilerServices;
using System.Text;

namespace Aftersales.Invoices.Ports.Printing;

/// <summary>Files that output is held against. With GOLDEN=write in the environment they are written anew, to be looked at and committed.</summary>
internal static class Golden
{
    public static void Check(string name, byte[] content, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("GOLDEN") == "write")
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }

        Encoding.UTF8.GetString(content).ShouldBe(File.ReadAllText(file), name);
    }
}
