package io.vestibule.models.internal.integrity;

import java.util.List;

/** The frame header of a JPEG (ITU T.81, B.2.2). */
record JpegFrame(boolean progressive, int width, int height, List<JpegComponent> components) {

    private static final int BLOCK = 8;

    JpegFrame {
        components = List.copyOf(components);
        int horizontal = largestHorizontal(components);
        int vertical = largestVertical(components);
        for (JpegComponent component : components) {
            component.setSize(
                    divided(width * component.horizontal(), BLOCK * horizontal),
                    divided(height * component.vertical(), BLOCK * vertical));
        }
    }

    long pixels() {
        return (long) width * height;
    }

    /** Units from left to right in a scan of several components. */
    int unitColumns() {
        return divided(width, BLOCK * largestHorizontal(components));
    }

    /** Units from top to bottom in a scan of several components. */
    int unitRows() {
        return divided(height, BLOCK * largestVertical(components));
    }

    private static int largestHorizontal(List<JpegComponent> components) {
        return components.stream().mapToInt(JpegComponent::horizontal).max().orElseThrow();
    }

    private static int largestVertical(List<JpegComponent> components) {
        return components.stream().mapToInt(JpegComponent::vertical).max().orElseThrow();
    }

    private static int divided(int length, int by) {
        return (length + by - 1) / by;
    }
}
