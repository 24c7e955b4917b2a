using System.Reflection;
using System.Reflection.Emit;

namespace IdentityServer.Tests.Architecture;

/// <summary>Every type of the same assembly that a compiled type names: in its signatures and inside its methods.</summary>
internal static class ReferencedTypes
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<Type> Of(Type type) => Named(type)
        .SelectMany(Parts)
        .Where(used => used.Assembly == type.Assembly)
        .Select(used => used.IsGenericType ? used.GetGenericTypeDefinition() : used)
        .Distinct();

    /// <summary>Every method that a compiled type calls, or hands on.</summary>
    public static IEnumerable<MethodBase> Calls(Type type) =>
        type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)).SelectMany(Operands).OfType<MethodBase>();

    private static IEnumerable<Type> Named(Type type) =>
    [
        .. type.BaseType is { } parent ? [parent] : Type.EmptyTypes,
        .. type.GetInterfaces(),
        .. Attributes(type),
        .. type.GetGenericArguments().Where(argument => argument.IsGenericParameter).SelectMany(argument => argument.GetGenericParameterConstraints()),
        .. type.GetMembers(Everything).SelectMany(Attributes),
        .. type.GetFields(Everything).Select(field => field.FieldType),
        .. type.GetMethods(Everything).Select(method => method.ReturnType),
        .. type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)).SelectMany(Named),
    ];

    private static IEnumerable<Type> Named(MethodBase method) =>
    [
        .. method.GetParameters().Select(parameter => parameter.ParameterType),
        .. method.GetParameters().SelectMany(parameter => parameter.CustomAttributes).Select(attribute => attribute.AttributeType),
        .. method.GetMethodBody() is { } body ? body.LocalVariables.Select(local => local.LocalType) : [],
        .. Operands(method).SelectMany(Named),
    ];

    private static IEnumerable<Type> Named(MemberInfo operand) => operand switch
    {
        Type type => [type],
        MethodInfo { IsGenericMethod: true } method => [method.DeclaringType!, .. method.GetGenericArguments()],
        _ => operand.DeclaringType is { } owner ? [owner] : [],
    };

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.CustomAttributes.SelectMany(attribute =>
        (Type[])[attribute.AttributeType, .. attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>()]);

    /// <summary>A list of arrays of rows is three types.</summary>
    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericParameter: true } => [],
        { IsGenericType: true } => [type, .. type.GetGenericArguments().SelectMany(Parts)],
        _ => [type],
    };

    private static IEnumerable<MemberInfo> Operands(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;

        var typeArguments = method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;

        for (var position = 0; position < code.Length;)
        {
            // Opcodes of two bytes begin with 0xFE.
            var opcode = OpCodes[code[position] == 0xFE ? (short)(0xFE00 | code[position + 1]) : code[position]];
            position += opcode.Size;

            if (opcode.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, position), typeArguments, methodArguments)!;

            position += OperandLength(opcode.OperandType, code, position);
        }
    }

    private static int OperandLength(OperandType operand, byte[] code, int position) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, position)),
        _ => 4,
    };
}
