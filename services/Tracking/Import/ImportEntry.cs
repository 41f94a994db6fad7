namespace Aftersales.Tracking.Import;

/// <summary>What reading an export file yields: an <see cref="OrderRow"/>, a <see cref="LineRow"/> or an <see cref="ImportError"/>.</summary>
/// <param name="File">The file's name as given.</param>
/// <param name="Line">The physical line on which the row begins, from 1; 0 for the file as a whole.</param>
public abstract record ImportEntry(string File, int Line);

/// <summary>Why a row, or the whole file, was not taken. It never repeats what the field held: that may be personal data (R-PPL-2).</summary>
/// <param name="Column">The column's name in the file; empty when no single column is at fault.</param>
/// <param name="Reason">A sentence for the person who imports.</param>
public sealed record ImportError(string File, int Line, string Column, string Reason) : ImportEntry(File, Line);
