using System.Reflection;
using System.Runtime.CompilerServices;

namespace Reliability.Notebook.Formatting;

/// <summary>The public properties and fields of a type, which make the columns of a table.</summary>
internal static class MemberTable
{
    private const int MostMembers = 30;

    /// <summary>The members in the order of their declaration; none for types that are one thing.</summary>
    public static IReadOnlyList<MemberInfo> MembersOf(Type type)
    {
        if (type == typeof(object) || typeof(Delegate).IsAssignableFrom(type) || typeof(MemberInfo).IsAssignableFrom(type) || typeof(Task).IsAssignableFrom(type)) return [];
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        var properties = type.GetProperties(Public).Where(property => property.CanRead && property.GetMethod!.IsPublic && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike && !property.PropertyType.IsByRef);
        return [.. properties.Concat<MemberInfo>(type.GetFields(Public)).Take(MostMembers)];
    }

    /// <summary>The value of a member; a getter that throws gives the name of what it threw.</summary>
    public static object? Read(MemberInfo member, object value)
    {
        try
        {
            return member is PropertyInfo property ? property.GetValue(value) : ((FieldInfo)member).GetValue(value);
        }
        catch (TargetInvocationException e) when (e.InnerException is not OperationCanceledException)
        {
            return e.InnerException?.GetType().Name;
        }
    }

    /// <summary>Whether an item is a row of several columns.</summary>
    public static bool HasColumns(object? item) => !PlainText.IsScalar(item) && item is not (System.Collections.IEnumerable or ITuple) && MembersOf(item!.GetType()).Count > 0;
}
