package io.vestibule.models.internal.integrity;

import io.vestibule.models.internal.integrity.EntropyReader.Rest;
import io.vestibule.models.internal.integrity.Integrity.Condition;
import io.vestibule.models.internal.integrity.ScanHeader.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JPEG from its first marker to its last, with all codes of its pixels, and computes no pixel. A JPEG has no checksum: a damaged one
 * shows by codes that do not exist, and by data that ends early or late. A few changed bits may pass as other pixels.
 */
public final class JpegCheck {

    private static final int END = 0xD9;

    /** A progressive JPEG has about ten. Each one costs a pass over all blocks. */
    private static final int MAXIMUM_SCANS = 100;

    /** Several scans are decoded as a whole, like a progressive JPEG. */
    private static final long MAXIMUM_PIXELS_OF_SCANS = 67_108_864;

    private final byte[] bytes;
    private final int limit;
    private final HuffmanTables tables = new HuffmanTables();
    private final Set<JpegComponent> scanned = new HashSet<>();
    private int position;
    private int restartInterval;
    private int scans;
    private int firstScan;
    private int dataEnd;
    private boolean isPadded;
    private boolean isUnusual;
    private boolean isTooLarge;
    private @Nullable JpegFrame frame;

    private JpegCheck(byte[] bytes, int from, int limit) {
        this.bytes = bytes;
        this.position = from;
        this.limit = limit;
    }

    /** Checks a file that begins with the start marker of a JPEG. Reads the bytes of a heap buffer without a copy. */
    public static Integrity check(ByteBuffer file) {
        if (file.hasArray()) {
            return check(file.array(), file.arrayOffset() + file.position(), file.remaining());
        }
        byte[] bytes = new byte[file.remaining()];
        file.duplicate().get(bytes);
        return check(bytes, 0, bytes.length);
    }

    /**
     * Checks only the headers and the end of a baseline JPEG, without its data. Reads other JPEGs, and those with an unusual header
     * or end, completely.
     */
    public static Integrity checkStructure(ByteBuffer file) {
        int length = file.remaining();
        int end = file.position() + length;
        boolean endsAsUsual = length >= 4
                && file.get(end - 3) != 0 // cameras that pad their data do it with zeros
                && (file.get(end - 2) & 0xFF) == 0xFF
                && (file.get(end - 1) & 0xFF) == END;
        if (!endsAsUsual || !file.hasArray()) {
            return check(file);
        }
        int from = file.arrayOffset() + file.position();
        JpegCheck check = new JpegCheck(file.array(), from + 2, from + length);
        return check.hasUsualHeaders() ? Integrity.whole(length) : check(file);
    }

    private boolean hasUsualHeaders() {
        try {
            for (int marker = readMarker(); marker != 0xDA; marker = readMarker()) {
                if (marker == END || isWithoutContent(marker)) {
                    return false;
                }
                JpegSegment segment = readSegment(marker);
                switch (marker) {
                    case 0xC4, 0xDD -> {} // the native decoder checks them without a warning
                    case 0xC0, 0xC1, 0xC2 -> startFrame(segment);
                    default -> checkOther(segment);
                }
            }
            JpegFrame started = frame;
            if (started == null || started.progressive()) {
                return false;
            }
            int componentsOfScan = readSegment(0xDA).octet(0);
            return !isUnusual && componentsOfScan == started.components().size();
        } catch (DamageException damage) {
            return false;
        }
    }

    private static Integrity check(byte[] bytes, int from, int length) {
        JpegCheck check = new JpegCheck(bytes, from + 2, from + length);
        try {
            check.readToEnd();
            return new Integrity(
                    check.isUnusual ? Condition.UNUSUAL : Condition.WHOLE, check.dataEnd - from, check.isPadded);
        } catch (DamageException damage) {
            boolean usable = !check.isTooLarge && check.hasEnd();
            return new Integrity(usable ? Condition.DAMAGED : Condition.UNREADABLE, length, false);
        }
    }

    private void readToEnd() throws DamageException {
        while (true) {
            int marker = readMarker();
            if (marker == END) {
                requireAllComponents();
                return;
            }
            if (isWithoutContent(marker)) {
                continue;
            }
            JpegSegment segment = readSegment(marker);
            switch (marker) {
                case 0xC4 -> tables.define(segment);
                case 0xDD -> restartInterval = segment.number(0);
                case 0xC0, 0xC1, 0xC2 -> startFrame(segment);
                case 0xDA -> readScan(segment);
                default -> checkOther(segment);
            }
        }
    }

    private int readMarker() throws DamageException {
        if (position >= limit || (bytes[position] & 0xFF) != 0xFF) {
            throw new DamageException("there is no marker where one must be");
        }
        while (position < limit && (bytes[position] & 0xFF) == 0xFF) {
            position++;
        }
        if (position >= limit) {
            throw new DamageException("the file ends within a marker");
        }
        return bytes[position++] & 0xFF;
    }

    private boolean isEnd(int marker) {
        int at = marker;
        while (at < limit && (bytes[at] & 0xFF) == 0xFF) {
            at++;
        }
        return at < limit && (bytes[at] & 0xFF) == END;
    }

    private static boolean isWithoutContent(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
    }

    private JpegSegment readSegment(int marker) throws DamageException {
        JpegSegment segment = JpegSegment.read(bytes, position, limit, marker);
        position = segment.end();
        return segment;
    }

    private void startFrame(JpegSegment segment) throws DamageException {
        if (frame != null) {
            throw new DamageException("there are two frame headers");
        }
        int count = segment.octet(5);
        if (segment.octet(0) != Byte.SIZE || (count != 1 && count != 3 && count != 4)) {
            throw new DamageException("the number of bits or components is not usual");
        }
        List<JpegComponent> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int sampling = segment.octet(7 + 3 * i);
            int horizontal = sampling >> 4;
            int vertical = sampling & 0xF;
            if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
                throw new DamageException("a sampling factor is not 1 to 4");
            }
            components.add(new JpegComponent(segment.octet(6 + 3 * i), horizontal, vertical));
        }
        frame = new JpegFrame(segment.marker() == 0xC2, segment.number(3), segment.number(1), components);
    }

    private void readScan(JpegSegment segment) throws DamageException {
        scans++;
        JpegFrame started = frame;
        if (started == null) {
            throw new DamageException("a scan without a frame");
        }
        isTooLarge = scans > MAXIMUM_SCANS || (scans > 1 && started.pixels() > MAXIMUM_PIXELS_OF_SCANS);
        if (isTooLarge) {
            throw new DamageException("too many scans");
        }
        if (scans == 1) {
            firstScan = position;
        }
        ScanHeader scan = scanHeader(started, segment);
        ScanReader reader = new ScanReader(bytes, position, limit, started, scan, restartInterval);
        Rest rest = reader.read();
        if (!rest.isEmpty() && !rest.isPadding()) {
            throw new DamageException("unknown data after a scan");
        }
        dataEnd = rest.from();
        position = rest.marker();
        isPadded = !rest.isEmpty();
        isUnusual |= reader.isPadded() || (isPadded && !isEnd(position));
    }

    private ScanHeader scanHeader(JpegFrame started, JpegSegment segment) throws DamageException {
        int count = segment.octet(0);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JpegComponent component = component(started, segment.octet(1 + 2 * i));
            int table = segment.octet(2 + 2 * i);
            parts.add(new Part(component, tables.dc(table >> 4), tables.ac(table & 0xF)));
            scanned.add(component);
        }
        int after = 1 + 2 * count;
        int bits = segment.octet(after + 2);
        ScanHeader scan = new ScanHeader(parts, segment.octet(after), segment.octet(after + 1), bits >> 4, bits & 0xF);
        checkRange(started, scan);
        return scan;
    }

    private void checkRange(JpegFrame started, ScanHeader scan) throws DamageException {
        if (scan.parts().isEmpty()) {
            throw new DamageException("a scan without a component");
        }
        if (!started.progressive()) {
            isUnusual |= scan.first() != 0
                    || scan.last() != JpegComponent.COEFFICIENTS - 1
                    || scan.highBit() != 0
                    || scan.lowBit() != 0;
            return;
        }
        boolean valid = scan.first() == 0
                ? scan.last() == 0
                : scan.first() <= scan.last()
                        && scan.last() < JpegComponent.COEFFICIENTS
                        && scan.parts().size() == 1;
        for (Part part : scan.parts()) {
            valid = valid && part.component().advance(scan);
        }
        if (!valid) {
            throw new DamageException("a scan does not continue the earlier ones");
        }
    }

    private static JpegComponent component(JpegFrame started, int id) throws DamageException {
        for (JpegComponent component : started.components()) {
            if (component.id() == id) {
                return component;
            }
        }
        throw new DamageException("a scan of an unknown component");
    }

    private void requireAllComponents() throws DamageException {
        if (frame == null || scanned.size() < frame.components().size()) {
            throw new DamageException("a component has no scan");
        }
    }

    /** Segments that libjpeg skips, and those about which it may print a warning. */
    private void checkOther(JpegSegment segment) throws DamageException {
        int marker = segment.marker();
        boolean isData = (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
        if (!isData && marker != 0xDB && marker != 0xDC && marker != 0xCC) {
            throw new DamageException("an unknown marker");
        }
        if (marker == 0xE0 && segment.size() >= 14 && segment.startsWith("JFIF\0")) {
            isUnusual |= segment.octet(5) != 1;
        }
        if (marker == 0xEE && segment.size() >= 12 && segment.startsWith("Adobe")) {
            isUnusual |= segment.octet(11) > 2;
        }
    }

    /** Whether an end marker follows the data, also before trailing bytes. A thumbnail has its own before the first scan. */
    private boolean hasEnd() {
        int data = scans == 0 ? position : firstScan;
        for (int at = limit - 2; at >= data; at--) {
            // Within the data, 00 or a restart marker follows each byte of FF (ITU T.81, B.1.1.5).
            if ((bytes[at] & 0xFF) == 0xFF && (bytes[at + 1] & 0xFF) == END) {
                return true;
            }
        }
        return false;
    }
}
