package io.vestibule.training.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vestibule.common.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tensors in a file of the safetensors format (huggingface.co/docs/safetensors): the length of a JSON header in eight bytes, the
 * header, the values. Other tools read it, and reading executes no code. The same content gives the same bytes. See {@code
 * adr/0003-safetensors-file.md}.
 *
 * @param tensors by name, in the order of the file
 * @param metadata additional text values
 */
public record SafetensorsFile(Map<String, Tensor> tensors, Map<String, String> metadata) {

    private static final String METADATA = "__metadata__";
    private static final String TYPE = "F32";
    private static final int ALIGNMENT = 8;
    private static final long LARGEST_HEADER = 1 << 24;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    public SafetensorsFile {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /** Replaces the file atomically. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, this::writeContent);
    }

    private void writeContent(Path file) throws IOException {
        byte[] header = header();
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer length = littleEndian(Long.BYTES).putLong(0, header.length);
            writeAll(out, length);
            writeAll(out, ByteBuffer.wrap(header));
            for (Tensor tensor : tensors.values()) {
                ByteBuffer bytes = littleEndian(Math.multiplyExact(tensor.values().length, Float.BYTES));
                bytes.asFloatBuffer().put(tensor.values());
                writeAll(out, bytes);
            }
            out.force(true);
        }
    }

    /** @throws IOException if the file cannot be read, is truncated, or contains other types than float32 */
    public static SafetensorsFile read(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = readAll(in, file, Long.BYTES).getLong(0);
            if (length < 2 || length > Math.min(LARGEST_HEADER, in.size())) {
                throw new IOException(file + ": not a safetensors file");
            }
            byte[] header = readAll(in, file, (int) length).array();
            return read(in, file, JSON.readTree(new String(header, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": not a safetensors file: " + e.getOriginalMessage(), e);
        }
    }

    private static SafetensorsFile read(FileChannel in, Path file, JsonNode header) throws IOException {
        long start = in.position();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            JsonNode node = entry.getValue();
            if (entry.getKey().equals(METADATA)) {
                node.properties()
                        .forEach(value ->
                                metadata.put(value.getKey(), value.getValue().asText()));
                continue;
            }
            if (!node.path("dtype").asText().equals(TYPE)) {
                throw new IOException(file + ": the tensor " + entry.getKey() + " is not of type " + TYPE);
            }
            long[] shape = new long[node.path("shape").size()];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = node.path("shape").get(i).asLong();
            }
            in.position(start + node.path("data_offsets").path(0).asLong());
            float[] values = new float[Math.toIntExact(Tensor.size(shape))];
            readAll(in, file, Math.multiplyExact(values.length, Float.BYTES))
                    .asFloatBuffer()
                    .get(values);
            tensors.put(entry.getKey(), new Tensor(shape, values));
        }
        return new SafetensorsFile(tensors, metadata);
    }

    private byte[] header() throws JsonProcessingException {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode texts = header.putObject(METADATA);
        metadata.forEach(texts::put);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            ObjectNode node = header.putObject(entry.getKey()).put("dtype", TYPE);
            node.set("shape", JSON.valueToTree(tensor.shape()));
            long end = offset + (long) tensor.values().length * Float.BYTES;
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] text = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer bytes = ByteBuffer.allocate(padded).put(text);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.array();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static ByteBuffer readAll(FileChannel in, Path file, int length) throws IOException {
        ByteBuffer bytes = littleEndian(length);
        while (bytes.hasRemaining()) {
            if (in.read(bytes) < 0) {
                throw new IOException(file + ": the file is truncated");
            }
        }
        return bytes.flip();
    }
}
