using System.Text.RegularExpressions;

namespace Aftersales.Complaints.Domain;

/// <summary>From a template and facts to a message. The same facts and templates give the same message.</summary>
public static partial class Composition
{
    /// <param name="words">What somebody wrote for the customer, in clear; empty where nobody did.</param>
    public static Message Compose(Telling telling, string words, MessagePolicy policy)
    {
        var template = policy.Templates[telling.Occasion];
        return new(
            new(Fill(template.Zh.Subject, telling, words, value => value.Zh), Fill(template.En.Subject, telling, words, value => value.En)),
            new(Fill(template.Zh.Text, telling, words, value => value.Zh), Fill(template.En.Text, telling, words, value => value.En)));
    }

    /// <summary>The refusal of what somebody wrote into a message and customers are not told; null where they may be.</summary>
    public static Refusal? Forbids(Telling telling, Message message, MessagePolicy policy) =>
        telling.Field.Length > 0 && policy.Banned($"{message.Text.Zh}\n{message.Text.En}") is { } word
            ? new Refusal(CaseReasons.MessageWordsForbidden, "the customer is told \"refund\", never \"cancel\"")
                .Rule("§4").With("word", word).Field(telling.Field, "has a word that customers are not told")
            : null;

    /// <summary>Names that stand in braces in a text.</summary>
    public static IEnumerable<string> Placeholders(string text) => Braces().Matches(text).Select(found => found.Groups[1].Value);

    // What a fact says is not filled in its turn; a line that stays empty goes.
    private static string Fill(string text, Telling telling, string words, Func<Both, string> language)
    {
        var filled = Braces().Replace(text, found => found.Groups[1].Value is "words"
            ? words
            : language(telling.Facts.First(fact => fact.Name == found.Groups[1].Value).Value));
        return string.Join('\n', filled.Split('\n').Where(line => line.Length > 0));
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Braces();
}
