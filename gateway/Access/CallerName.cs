namespace Aftersales.Gateway.Access;

/// <summary>Who calls, of whose merchant.</summary>
internal readonly record struct CallerName(string Merchant, string Subject);

internal static class Callers
{
    /// <summary>Who the credential names; a call without one does not get past the check.</summary>
    public static CallerName Caller(this HttpContext context) =>
        new(context.User.FindFirst(TokenCheck.Merchant)!.Value, context.User.FindFirst(TokenCheck.Subject)!.Value);
}
