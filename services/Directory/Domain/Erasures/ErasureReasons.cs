using Aftersales.Kernel;

namespace Aftersales.Directories.Domain;

/// <summary>Why erasures are refused; the names are values of the contract's <c>ErrorReason</c>.</summary>
public static class ErasureReasons
{
    public static readonly Reason ErasureNotFound = new("ERASURE_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason ErasureUnderWay = new("ERASURE_UNDER_WAY", RefusalKind.AlreadyExists);
}
