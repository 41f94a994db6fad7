namespace Aftersales.Tracking.Import;

/// <summary>How much an import file may hold. Generous for real exports; they keep one upload from taking a process down.</summary>
public static class ImportBounds
{
    /// <summary>The size of a file, in bytes.</summary>
    public const long FileBytes = 256L * 1024 * 1024;

    /// <summary>All files of one upload together, in bytes: they wait on disk, and their lines beside them.</summary>
    public const long UploadBytes = 2 * FileBytes;

    /// <summary>Rows of a file, the header aside.</summary>
    public const int Rows = 500_000;

    /// <summary>Errors of a file; a file with more of them is the wrong file, and reading it ends.</summary>
    public const int Errors = 1_000;

    /// <summary>An amount, in fen: 100 million yuan.</summary>
    public const long AmountFen = 100_000_000_00;

    /// <summary>Pieces of one line.</summary>
    public const int Quantity = 1_000_000;
}
