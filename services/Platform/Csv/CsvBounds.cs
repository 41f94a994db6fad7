namespace Aftersales.Platform.Csv;

/// <summary>How much one row of an imported file may hold. Generous for real exports; they keep one upload from taking a process down.</summary>
public static class CsvBounds
{
    /// <summary>A physical line, in bytes.</summary>
    public const int LineBytes = 64 * 1024;

    /// <summary>A row with its quoted line breaks, in UTF-16 characters.</summary>
    public const int RowLength = 64 * 1024;

    /// <summary>A field, in UTF-16 characters.</summary>
    public const int FieldLength = 8 * 1024;
}
