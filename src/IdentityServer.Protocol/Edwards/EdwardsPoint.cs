using System.Numerics;

namespace IdentityServer.Protocol.Edwards;

/// <summary>A point of edwards25519 in the extended coordinates of RFC 8032 §5.1.4: x = X/Z, y = Y/Z, xy = T/Z.</summary>
internal readonly record struct EdwardsPoint(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
{
    private const int EncodedLength = 32;
    private const byte SignBit = 0x80;

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Modulo(-121665 * Inverse(121666));
    private static readonly BigInteger SquareRootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);
    private static readonly EdwardsPoint Neutral = Affine(0, 1);

    public static readonly EdwardsPoint Base = FromY(Modulo(4 * Inverse(5)), odd: false)
        ?? throw new InvalidOperationException("The base point is on the curve.");

    /// <summary>Eight times such a point is the neutral one.</summary>
    public bool IsOfSmallOrder
    {
        get
        {
            var eightfold = Add(this, this);
            eightfold = Add(eightfold, eightfold);
            eightfold = Add(eightfold, eightfold);
            return eightfold.X.IsZero && eightfold.Y == eightfold.Z;
        }
    }

    /// <summary>RFC 8032 §5.1.3. One spelling per point: y below p, and no negative zero.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, out EdwardsPoint point)
    {
        point = default;
        if (encoded.Length != EncodedLength)
            return false;

        Span<byte> y = stackalloc byte[EncodedLength];
        encoded.CopyTo(y);
        y[^1] &= unchecked((byte)~SignBit);

        if (FromY(new BigInteger(y, isUnsigned: true), odd: (encoded[^1] & SignBit) != 0) is not { } decoded)
            return false;

        point = decoded;
        return true;
    }

    public byte[] Encode()
    {
        var inverse = Inverse(Z);
        var x = Modulo(X * inverse);
        var encoded = new byte[EncodedLength];
        Modulo(Y * inverse).TryWriteBytes(encoded, out _, isUnsigned: true);

        if (!x.IsEven)
            encoded[^1] |= SignBit;
        return encoded;
    }

    public EdwardsPoint Negated() => new(Modulo(-X), Y, Z, Modulo(-T));

    /// <summary>a·A + b·B, both scalars walked together.</summary>
    public static EdwardsPoint Combine(BigInteger a, EdwardsPoint pointA, BigInteger b, EdwardsPoint pointB)
    {
        var both = Add(pointA, pointB);
        var sum = Neutral;

        for (var bit = (int)long.Max(a.GetBitLength(), b.GetBitLength()) - 1; bit >= 0; bit--)
        {
            sum = Add(sum, sum);
            sum = (IsSet(a, bit), IsSet(b, bit)) switch
            {
                (true, true) => Add(sum, both),
                (true, false) => Add(sum, pointA),
                (false, true) => Add(sum, pointB),
                _ => sum,
            };
        }

        return sum;
    }

    // RFC 8032 §5.1.4; complete on this curve, so doubling is adding a point to itself.
    private static EdwardsPoint Add(EdwardsPoint left, EdwardsPoint right)
    {
        var a = Modulo((left.Y - left.X) * (right.Y - right.X));
        var b = Modulo((left.Y + left.X) * (right.Y + right.X));
        var c = Modulo(2 * left.T * right.T % P * D);
        var d = Modulo(2 * left.Z * right.Z);

        return new(Modulo((b - a) * (d - c)), Modulo((d + c) * (b + a)), Modulo((d - c) * (d + c)), Modulo((b - a) * (b + a)));
    }

    // x² = (y² − 1) / (d·y² + 1)
    private static EdwardsPoint? FromY(BigInteger y, bool odd)
    {
        if (y >= P)
            return null;

        var square = Modulo((y * y - 1) * Inverse(Modulo(D * y * y + 1)));
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (Modulo(x * x) != square)
            x = Modulo(x * SquareRootOfMinusOne);
        if (Modulo(x * x) != square || (x.IsZero && odd))
            return null;

        return Affine(x.IsEven == !odd ? x : P - x, y);
    }

    private static EdwardsPoint Affine(BigInteger x, BigInteger y) => new(x, y, 1, Modulo(x * y));

    private static BigInteger Modulo(BigInteger value)
    {
        var remainder = value % P;
        return remainder.Sign < 0 ? remainder + P : remainder;
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(value, P - 2, P);

    private static bool IsSet(BigInteger value, int bit) => !((value >> bit) & 1).IsZero;
}
