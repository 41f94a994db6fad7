namespace Aftersales.Gateway.Transcoding;

/// <summary>What a path and a verb of HTTP lead to.</summary>
/// <param name="Route">The route; null when there is none.</param>
/// <param name="Values">The texts of the template's variables, still encoded.</param>
/// <param name="Allowed">The verbs of HTTP that the path has, when it has others than the one asked for.</param>
internal readonly record struct RouteMatch<T>(T? Route, string[] Values, IReadOnlyCollection<string> Allowed)
    where T : class;

/// <summary>Finds routes by path, segment by segment: a literal before a variable, a variable before the rest. Built once, read by many.</summary>
internal sealed class RouteTree<T>
    where T : class
{
    private readonly Node root = new();

    /// <exception cref="InvalidOperationException">Another route has the same verb and path.</exception>
    public void Add(string httpMethod, PathTemplate template, T route)
    {
        var node = root;
        foreach (var step in template.Steps)
        {
            node = step switch
            {
                { IsRest: true } => node.Rest ??= new(),
                { IsOne: true } => node.One ??= new(),
                _ => node.Literals.TryGetValue(step.Text, out var next) ? next : node.Literals[step.Text] = new(),
            };
        }

        if (!node.Ends.TryAdd((template.Verb, httpMethod), (route, template)))
            throw new InvalidOperationException($"two methods have the route {httpMethod} /{string.Join('/', template.Steps.Select(step => step.Text))}:{template.Verb}");
    }

    /// <summary>Whether the first segment of the path is one of the routes', so that nothing else answers below it.</summary>
    public bool Covers(ReadOnlySpan<char> path)
    {
        if (path is not ['/', ..])
            return false;
        var first = path[1..];
        var end = first.IndexOfAny('/', ':');
        return root.Literals.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(end < 0 ? first : first[..end]);
    }

    /// <param name="httpMethod">In capitals.</param>
    /// <param name="path">As it was sent, without the query.</param>
    public RouteMatch<T> Find(string httpMethod, string path)
    {
        // A colon in the last segment begins a verb; where no route has that one, it is part of the value.
        var segments = path.Split('/')[1..];
        var colon = segments[^1].LastIndexOf(':');
        var allowed = Array.Empty<string>();
        if (colon >= 0)
        {
            string[] before = [.. segments[..^1], segments[^1][..colon]];
            var match = Find(before, segments[^1][(colon + 1)..], httpMethod);
            if (match.Route is not null)
                return match;
            allowed = [.. match.Allowed];
        }

        var plain = Find(segments, "", httpMethod);
        return plain.Route is not null ? plain : new(null, [], allowed is [] && colon < 0 ? plain.Allowed : allowed);
    }

    private RouteMatch<T> Find(string[] segments, string verb, string httpMethod)
    {
        var allowed = new SortedSet<string>(StringComparer.Ordinal);
        if (Walk(root, segments, 0, verb, httpMethod, allowed) is not { } end)
            return new(null, [], allowed);
        var values = new string[end.Template.Variables.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Text(end.Template, end.Template.Variables[i], segments);
        return new(end.Route, values, []);
    }

    private static string Text(PathTemplate template, PathVariable variable, string[] segments)
    {
        var isRest = template.Steps[variable.First + variable.Count - 1].IsRest;
        var count = isRest ? segments.Length - variable.First : variable.Count;
        return count == 1 ? segments[variable.First] : string.Join('/', segments, variable.First, count);
    }

    private static (T Route, PathTemplate Template)? Walk(Node node, string[] segments, int at, string verb, string httpMethod, SortedSet<string> allowed)
    {
        if (at == segments.Length)
            return node.End(verb, httpMethod, allowed) ?? node.Rest?.End(verb, httpMethod, allowed);
        var segment = segments[at];
        if (segment is "" or "." or "..")
            return null;
        if (node.Literals.TryGetValue(segment, out var literal) && Walk(literal, segments, at + 1, verb, httpMethod, allowed) is { } byLiteral)
            return byLiteral;
        if (node.One is { } one && Walk(one, segments, at + 1, verb, httpMethod, allowed) is { } byOne)
            return byOne;
        return node.Rest?.End(verb, httpMethod, allowed);
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        public Node? One { get; set; }

        public Node? Rest { get; set; }

        public Dictionary<(string Verb, string HttpMethod), (T Route, PathTemplate Template)> Ends { get; } = [];

        /// <summary>The route that ends here; when only other verbs of HTTP do, these are noted.</summary>
        public (T Route, PathTemplate Template)? End(string verb, string httpMethod, SortedSet<string> allowed)
        {
            if (Ends.TryGetValue((verb, httpMethod), out var end))
                return end;
            allowed.UnionWith(Ends.Keys.Where(key => key.Verb == verb).Select(key => key.HttpMethod));
            return null;
        }
    }
}
