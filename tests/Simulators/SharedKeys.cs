namespace Aftersales.Simulators.Tests;

/// <summary>One set of keys for all the payment channels of a run: making them takes longer than most tests.</summary>
internal static class SharedKeys
{
    public static string Folder { get; } = Make();

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("payment-keys-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return Path.Combine(folder.FullName, "payment");
    }
}
