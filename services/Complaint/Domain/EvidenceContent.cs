using System.Security.Cryptography;

namespace Aftersales.Complaints.Domain;

/// <summary>What an upload has to be: of an allowed type that its first bytes agree with, and not too large.</summary>
public static class EvidenceContent
{
    /// <summary>The media type that the content shows; null when it is none of the known ones.</summary>
    public static string? Sniff(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };

    /// <summary>The refusal of a type that is not allowed; null when it is.</summary>
    public static Refusal? CheckType(string? mediaType, EvidencePolicy policy) =>
        mediaType is not null && policy.MediaTypes.Contains(mediaType)
            ? null
            : new Refusal(CaseReasons.EvidenceTypeNotAllowed, "not a photo of an allowed type").With("allowed", string.Join(',', policy.MediaTypes));

    /// <summary>The refusal of an upload that has grown too large; null while it has not.</summary>
    public static Refusal? CheckSize(long bytes, EvidencePolicy policy) =>
        bytes <= policy.MaxBytes
            ? null
            : new Refusal(CaseReasons.EvidenceTooLarge, "the upload is too large").With("allowed", $"{policy.MaxBytes}");

    /// <summary>What a content that passed both checks is known as.</summary>
    public static Evidence Identify(ReadOnlySpan<byte> content, string mediaType) =>
        new(Convert.ToHexStringLower(SHA256.HashData(content)), mediaType, content.Length);
}
