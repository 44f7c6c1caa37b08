package io.vestibule.models.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Conversion to IEEE 754 half-precision floats, which Java supports from version 20. Rounds to nearest, ties to even. */
public final class HalfFloats {

    private HalfFloats() {}

    /** Encodes each value as two bytes, little endian. */
    public static byte[] encode(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(toHalf(value));
        }
        return bytes.array();
    }

    /** Decodes each two bytes from position to limit. The buffer's position does not change. */
    public static float[] decode(ByteBuffer bytes) {
        ByteBuffer halves = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[halves.remaining() / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = toFloat(halves.getShort(2 * i));
        }
        return values;
    }

    /** Rounds each value to the nearest half float. */
    public static float[] round(float[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = toFloat(toHalf(values[i]));
        }
        return rounded;
    }

    /** The nearest half float. */
    public static short toHalf(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7FFF_FFFF;
        if (magnitude > 0x7F80_0000) {
            return (short) (sign | 0x7E00); // not a number
        }
        if (magnitude >= 0x4780_0000) {
            return (short) (sign | 0x7C00); // too large, or infinite
        }
        if (magnitude < 0x3880_0000) { // subnormal as a half: the float addition rounds
            float shifted = Float.intBitsToFloat(magnitude) + 0.5f;
            return (short) (sign | (Float.floatToRawIntBits(shifted) - 0x3F00_0000));
        }
        int rounded = magnitude + 0x0FFF + ((magnitude >>> 13) & 1);
        return (short) (sign | ((rounded - 0x3800_0000) >>> 13));
    }

    /** The value of a half float. */
    public static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1F;
        int mantissa = half & 0x03FF;
        if (exponent == 0x1F) {
            return Float.intBitsToFloat(sign | 0x7F80_0000 | (mantissa << 13));
        }
        if (exponent == 0) {
            float magnitude = mantissa * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (mantissa << 13));
    }
}
