using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.Client;

/// <summary>Lists, page by page as they are read.</summary>
public static class Lists
{
    /// <summary>
    /// Everything in a list: <c>Lists.All(new ListCasesRequest(), page => complaints.ListCasesAsync(page), page => page.Cases)</c>. The next page is asked for
    /// when the one before was read, so leaving early asks for no more.
    /// </summary>
    /// <param name="first">Filters and page size; where its <c>page_token</c> is set, the list begins there.</param>
    /// <param name="list">Asks for a page.</param>
    /// <param name="items">The items of a page.</param>
    /// <param name="cancel">Ends it.</param>
    public static async IAsyncEnumerable<TItem> All<TRequest, TResponse, TItem>(
        TRequest first,
        Func<TRequest, AsyncUnaryCall<TResponse>> list,
        Func<TResponse, IEnumerable<TItem>> items,
        [EnumeratorCancellation] CancellationToken cancel = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var request = first.Clone();
        do
        {
            cancel.ThrowIfCancellationRequested();
            var page = await list(request);
            foreach (var item in items(page))
                yield return item;
            request = request.Clone();
            PageToken.Set(request, PageToken.After(page));
        }
        while (PageToken.Of(request) is not "");
    }
}

/// <summary>The fields with which lists and watches say where they go on.</summary>
internal static class PageToken
{
    public static string Of(IMessage request) => (string?)request.Descriptor.FindFieldByName("page_token")?.Accessor.GetValue(request) ?? "";

    public static string After(IMessage answer) => (string?)answer.Descriptor.FindFieldByName("next_page_token")?.Accessor.GetValue(answer) ?? "";

    public static void Set(IMessage request, string token) => request.Descriptor.FindFieldByName("page_token")?.Accessor.SetValue(request, token);
}
