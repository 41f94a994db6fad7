namespace Aftersales.Kernel;

/// <summary>An event that keeps why somebody caused it, in words without personal data: whoever reads the trail is shown them.</summary>
public interface IReasoned
{
    string Reason { get; }
}
