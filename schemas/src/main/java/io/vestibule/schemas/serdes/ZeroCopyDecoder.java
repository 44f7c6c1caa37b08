package io.vestibule.schemas.serdes;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A decoder that does not copy fields of bytes, because a picture is most of its record. It returns read-only views of the
 * record's array, and delegates everything else to Avro's decoder.
 */
final class ZeroCopyDecoder extends Decoder {

    private final BinaryDecoder decoder;
    private final byte[] record;

    /** @param decoder positioned in the record, and limited to the end of the record */
    ZeroCopyDecoder(BinaryDecoder decoder, byte[] record) {
        this.decoder = decoder;
        this.record = record;
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        final int length = SystemLimitException.checkMaxBytesLength(decoder.readLong());
        final int left = decoder.remainingBytes();
        if (length > left) {
            throw new EOFException("field of " + length + " bytes in a record with " + left + " bytes left");
        }
        decoder.skipFixed(length);
        return ByteBuffer.wrap(record, record.length - left, length).slice().asReadOnlyBuffer();
    }

    @Override
    public void readNull() throws IOException {
        decoder.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return decoder.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return decoder.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return decoder.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return decoder.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return decoder.readDouble();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return decoder.readString(old);
    }

    @Override
    public String readString() throws IOException {
        return decoder.readString();
    }

    @Override
    public void skipString() throws IOException {
        decoder.skipString();
    }

    @Override
    public void skipBytes() throws IOException {
        decoder.skipBytes();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        decoder.readFixed(bytes, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        decoder.skipFixed(length);
    }

    @Override
    public int readEnum() throws IOException {
        return decoder.readEnum();
    }

    @Override
    public long readArrayStart() throws IOException {
        return decoder.readArrayStart();
    }

    @Override
    public long arrayNext() throws IOException {
        return decoder.arrayNext();
    }

    @Override
    public long skipArray() throws IOException {
        return decoder.skipArray();
    }

    @Override
    public long readMapStart() throws IOException {
        return decoder.readMapStart();
    }

    @Override
    public long mapNext() throws IOException {
        return decoder.mapNext();
    }

    @Override
    public long skipMap() throws IOException {
        return decoder.skipMap();
    }

    @Override
    public int readIndex() throws IOException {
        return decoder.readIndex();
    }

    @Override
    public int remainingBytes() {
        return decoder.remainingBytes();
    }
}
