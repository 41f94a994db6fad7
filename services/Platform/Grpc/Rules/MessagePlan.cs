using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Aftersales.Contracts.Standard.Validate;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>All checks of one message type, compiled once.</summary>
internal sealed class MessagePlan
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessagePlan> Plans = [];

    private readonly FieldCheck[] checks;

    private MessagePlan(MessageDescriptor message)
    {
        if (message.GetOptions()?.GetExtension(ValidateExtensions.Message) is { Cel.Count: > 0 })
            throw new InvalidOperationException($"{message.FullName}: the rule cel is not implemented");
        checks =
        [
            .. message.Fields.InFieldNumberOrder().Select(Compile).OfType<FieldCheck>(),
            .. message.Oneofs.Where(oneof => oneof.GetOptions()?.GetExtension(ValidateExtensions.Oneof) is { Required: true }).Select(oneof => new OneofCheck(oneof)),
        ];
    }

    public static MessagePlan Of(MessageDescriptor message) => Plans.GetOrAdd(message, static type => new(type));

    public void Run(IMessage message, ref Findings findings)
    {
        foreach (var check in checks)
        {
            if (findings.IsFull)
                return;
            check.Run(message, ref findings);
        }
    }

    private static FieldCheck? Compile(FieldDescriptor field)
    {
        var rules = field.GetOptions()?.GetExtension(ValidateExtensions.Field) ?? new();
        if (rules.Ignore is Ignore.Always)
            return null;
        var property = field.ContainingType.ClrType.GetProperty(field.PropertyName)!;
        var (build, types) = field switch
        {
            { IsMap: true } => (nameof(OfMap), property.PropertyType.GenericTypeArguments),
            { IsRepeated: true } => (nameof(OfList), property.PropertyType.GenericTypeArguments),
            _ => (nameof(OfValue), [property.PropertyType]),
        };
        var method = typeof(MessagePlan).GetMethod(build, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types);
        return method.CreateDelegate<Func<FieldDescriptor, FieldRules, PropertyInfo, FieldCheck?>>()(field, rules, property);
    }

    private static FieldCheck? OfValue<T>(FieldDescriptor field, FieldRules rules, PropertyInfo property) =>
        Build(field, rules, property, ValueCheck.OfValue<T>(new(field, field.Name), rules));

    private static FieldCheck? OfList<T>(FieldDescriptor field, FieldRules rules, PropertyInfo property) =>
        Build(field, rules, property, ValueCheck.OfList<T>(field, rules));

    private static FieldCheck? OfMap<TKey, TValue>(FieldDescriptor field, FieldRules rules, PropertyInfo property) =>
        Build(field, rules, property, ValueCheck.OfMap<TKey, TValue>(field, rules));

    private static FieldCheck<T>? Build<T>(FieldDescriptor field, FieldRules rules, PropertyInfo property, ValueCheck<T> value)
    {
        if (value.IsEmpty && !rules.Required)
            return null;
        Func<IMessage, bool>? has = field.HasPresence ? field.Accessor.HasValue : null;
        return new(field.Name, Getter<T>(property), has, rules.Required, field.HasPresence || rules.Ignore is Ignore.IfZeroValue, value);
    }

    /// <summary>Reads the property without boxing, as the descriptors' own accessors would.</summary>
    private static Func<IMessage, T> Getter<T>(PropertyInfo property)
    {
        var message = Expression.Parameter(typeof(IMessage));
        return Expression.Lambda<Func<IMessage, T>>(Expression.Property(Expression.Convert(message, property.DeclaringType!), property), message).Compile();
    }
}
