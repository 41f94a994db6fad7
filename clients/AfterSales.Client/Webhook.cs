using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aftersales.Contracts;
using Google.Protobuf;

namespace Aftersales.Client;

/// <summary>An event that was posted to a webhook.</summary>
/// <param name="Id">The same with each try: take it once.</param>
/// <param name="Type">Full name of its message in the contracts, such as <c>aftersales.returns.v1.ReturnApproved</c>.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Merchant">Whose.</param>
/// <param name="Data">The message in JSON.</param>
public sealed record WebhookEvent(string Id, string Type, string Subject, string Merchant, string Data)
{
    /// <summary>The message itself. Of a suite that is newer than this package it lacks new fields, and has the unspecified value for new ones of enums.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Type"/> names another message.</exception>
    /// <exception cref="FormatException"><see cref="Data"/> is no such message.</exception>
    public TMessage As<TMessage>()
        where TMessage : IMessage<TMessage>, new()
    {
        var wanted = new TMessage().Descriptor;
        if (Type != wanted.FullName)
            throw new InvalidOperationException($"the event is a {Type}, no {wanted.FullName}");
        try
        {
            return (TMessage)EventReader.Read(wanted, Encoding.UTF8.GetBytes(Data));
        }
        catch (UnreadableEventException unreadable)
        {
            throw new FormatException(unreadable.Message);
        }
    }
}

/// <summary>Verifies what is posted to a webhook.</summary>
/// <param name="signingSecret">As the suite told it once: <c>whsec_…</c>.</param>
/// <param name="time">The clock; null for the machine's.</param>
public sealed class Webhook(string signingSecret, TimeProvider? time = null)
{
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);

    private readonly byte[] secret = Convert.FromBase64String(signingSecret.StartsWith("whsec_", StringComparison.Ordinal) ? signingSecret[6..] : signingSecret);

    /// <summary>The event; null when it was not signed with the secret, or is older than five minutes: answer with 401 then.</summary>
    /// <param name="id">Header <c>webhook-id</c>.</param>
    /// <param name="timestamp">Header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">Header <c>webhook-signature</c>.</param>
    /// <param name="body">The body, byte by byte as it came.</param>
    public WebhookEvent? Read(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body)
    {
        if (id is null || signatures is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            || Math.Abs((time ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds() - sent) > Oldest.TotalSeconds
            || !IsSigned(id, timestamp, signatures, body))
            return null;
        var reader = new Utf8JsonReader(body);
        using var document = JsonDocument.ParseValue(ref reader);
        string Text(string name) => document.RootElement.GetProperty(name).GetString()!;
        return new(id, Text("type"), Text("subject"), Text("merchant"), document.RootElement.GetProperty("data").GetRawText());
    }

    private bool IsSigned(string id, string timestamp, string signatures, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var wanted = Encoding.ASCII.GetBytes($"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}");
        return signatures.Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(wanted, Encoding.UTF8.GetBytes(given)));
    }
}
