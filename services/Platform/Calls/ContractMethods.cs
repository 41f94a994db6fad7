using System.Security.Cryptography;
using Aftersales.Contracts;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Platform.Calls;

/// <summary>What the contracts say of the methods that a service serves, looked up once at start.</summary>
public sealed class ContractMethods(params IEnumerable<ServiceDescriptor> services)
{
    private readonly Dictionary<string, ContractMethod> methods = services
        .SelectMany(service => service.Methods)
        .ToDictionary(method => $"/{method.Service.FullName}/{method.Name}", method => new ContractMethod(method), StringComparer.Ordinal);

    /// <summary>Null for methods outside the suite's contracts: health, reflection, the sidecar's callbacks.</summary>
    public ContractMethod? Find(string path) => methods.GetValueOrDefault(path);
}

/// <summary>One method of a contract.</summary>
public sealed class ContractMethod
{
    private readonly FieldDescriptor? requestId;
    private readonly FieldDescriptor? expectedVersion;

    public ContractMethod(MethodDescriptor method)
    {
        var access = method.GetOptions()?.GetExtension(AccessExtensions.Access)
            ?? throw new InvalidOperationException($"{method.FullName} does not say who may call it");
        Name = method.FullName;
        Roles = [.. access.Roles];
        requestId = method.InputType.FindFieldByName("request_id");
        expectedVersion = method.InputType.FindFieldByName("expected_version");
    }

    public string Name { get; }

    /// <summary>A caller needs one of these.</summary>
    public IReadOnlyList<Role> Roles { get; }

    public string? RequestId(IMessage request) => requestId is null ? null : (string)requestId.Accessor.GetValue(request);

    public long ExpectedVersion(IMessage request) => expectedVersion is null ? 0 : (long)expectedVersion.Accessor.GetValue(request);

    /// <summary>SHA-256 over the parsed message without its request id: the same content hashes alike, however it was encoded.</summary>
    public string BodyHash<TRequest>(TRequest request)
        where TRequest : IDeepCloneable<TRequest>, IMessage
    {
        var body = request.Clone();
        requestId?.Accessor.Clear(body);
        return Convert.ToHexStringLower(SHA256.HashData(body.ToByteArray()));
    }
}
