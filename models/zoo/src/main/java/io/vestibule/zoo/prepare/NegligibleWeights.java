package io.vestibule.zoo.prepare;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vestibule.zoo.ZooException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Sets weights to zero that are too small to change any output.
 *
 * <p>Training with weight decay leaves such weights in channels that are not used. A sixth of MobileFaceNet's weights is below
 * 1e-20. Products with them are subnormal numbers, which many processors compute ten to a hundred times more slowly than others.
 * ONNX Runtime can treat such numbers as zero, but only in the thread that created the first session.
 */
public final class NegligibleWeights {

    /**
     * Weights below this are set to zero. A sum of a million products with values up to a million is then below 1e-8 of a unit,
     * which single floats near one cannot represent.
     */
    static final float LIMIT = 1e-20f;

    private NegligibleWeights() {}

    /**
     * Returns the model with zeros instead of negligible weights. Returns the argument itself if it has none.
     *
     * @param onnx bytes of an ONNX file
     * @throws ZooException if the bytes are not an ONNX model
     */
    public static byte[] setToZero(byte[] onnx) {
        ModelProto.Builder model = parse(onnx).toBuilder();
        boolean changed = false;
        for (TensorProto.Builder tensor : model.getGraphBuilder().getInitializerBuilderList()) {
            if (tensor.getDataType() == DataType.FLOAT.getNumber()) {
                changed |= setRawToZero(tensor) | setListToZero(tensor);
            }
        }
        return changed ? model.build().toByteArray() : onnx;
    }

    private static ModelProto parse(byte[] onnx) {
        try {
            return ModelProto.parseFrom(onnx);
        } catch (InvalidProtocolBufferException e) {
            throw new ZooException("the file is not an ONNX model", e);
        }
    }

    private static boolean setRawToZero(TensorProto.Builder tensor) {
        ByteBuffer values = ByteBuffer.wrap(tensor.getRawData().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        boolean changed = false;
        for (int at = 0; at + Float.BYTES <= values.capacity(); at += Float.BYTES) {
            if (isNegligible(values.getFloat(at))) {
                values.putFloat(at, 0);
                changed = true;
            }
        }
        if (changed) {
            tensor.setRawData(ByteString.copyFrom(values.rewind()));
        }
        return changed;
    }

    private static boolean setListToZero(TensorProto.Builder tensor) {
        boolean changed = false;
        for (int i = 0; i < tensor.getFloatDataCount(); i++) {
            if (isNegligible(tensor.getFloatData(i))) {
                tensor.setFloatData(i, 0);
                changed = true;
            }
        }
        return changed;
    }

    private static boolean isNegligible(float weight) {
        return weight != 0 && Math.abs(weight) < LIMIT;
    }
}
