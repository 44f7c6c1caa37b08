package io.vestibule.models.internal;

import io.vestibule.models.geometry.BoundingBox;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How a picture is divided among inputs of a fixed width. A picture of an ordinary shape is one tile. A wide picture is several, which overlap: the
 * features near the inner border of a tile are dropped, because the network pads it. What remains fits together to the map of the whole picture.
 *
 * @param tiles number of tiles, from left to right
 * @param tileColumns columns of the map of one tile
 * @param columns columns of the map of the whole picture
 */
record Tiling(int tiles, int tileColumns, int columns) {

    /** Ratio of width and height up to which one tile shows a picture. It includes 18:9. */
    private static final double ORDINARY = 2;

    /** How many times narrower than in the picture a face may be in a tile. It is the value of 16:9 in a tile of 4:3. */
    private static final double NARROWING = 4 / 3.0;

    /** A wider picture is narrowed further. This bounds the time and the size of a background. */
    private static final int MAXIMUM_TILES = 4;

    /** Share of a tile that its neighbour shows, too. */
    private static final int OVERLAP_SHARE = 5;

    /** In columns. */
    private static final float TOLERANCE = 2;

    /** Columns of a window whose neighbour shows them, too: more than the width of a face that fills the height. */
    private static final double WINDOW_STEP_SHARE = 0.55;

    /**
     * @param pictureShape width of the picture over its height
     * @param tileShape width of a tile over its height
     */
    static Tiling of(double pictureShape, double tileShape, int tileColumns) {
        int tiles = 1;
        int columns = tileColumns;
        int step = tileColumns - overlap(tileColumns);
        while (pictureShape > ORDINARY
                && tiles < MAXIMUM_TILES
                && (tiles == 1 || pictureShape > NARROWING * tileShape * columns / tileColumns)) {
            tiles++;
            columns += step;
        }
        return new Tiling(tiles, tileColumns, columns);
    }

    /** The tiling of a map. */
    static Tiling ofMap(int columns, int tileColumns) {
        int step = tileColumns - overlap(tileColumns);
        return new Tiling((columns - tileColumns) / step + 1, tileColumns, columns);
    }

    /** First column of a tile. */
    int first(int tile) {
        return tile * (tileColumns - overlap(tileColumns));
    }

    /** Number of columns to drop at the left of a tile. */
    private int droppedLeft(int tile) {
        return tile == 0 ? 0 : overlap(tileColumns) / 2;
    }

    /** Number of columns to drop at the right of a tile. */
    private int droppedRight(int tile) {
        return tile == tiles - 1 ? 0 : overlap(tileColumns) / 2;
    }

    /**
     * Windows of the map, as wide as a tile, in which faces are searched. They overlap more than the tiles, so that one of them shows each face as a
     * whole.
     */
    List<Window> windows() {
        int last = columns - tileColumns;
        int steps = (int) Math.ceil(last / (tileColumns * WINDOW_STEP_SHARE));
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            // The owned part reaches to the middle of each overlap. Two windows disagree slightly about the centre of a
            // face.
            float half = (tileColumns - (float) last / steps) / 2 - TOLERANCE;
            int first = Math.round((float) i * last / steps);
            windows.add(new Window(
                    (float) first / columns,
                    (float) (first + tileColumns) / columns,
                    i == 0 ? Float.NEGATIVE_INFINITY : (first + half) / columns,
                    i == steps ? Float.POSITIVE_INFINITY : (first + tileColumns - half) / columns,
                    first));
        }
        return windows;
    }

    /**
     * Copies the features of a tile to their place in the map.
     *
     * @param tile index of the tile
     * @param from channels x rows x columns of the tile, from position 0
     * @param map channels x rows x columns of the map, from position 0
     */
    void join(int tile, FloatBuffer from, FloatBuffer map) {
        int dropped = droppedLeft(tile);
        int kept = tileColumns - dropped - droppedRight(tile);
        int rows = from.remaining() / tileColumns;
        for (int row = 0; row < rows; row++) {
            map.put(row * columns + first(tile) + dropped, from, row * tileColumns + dropped, kept);
        }
    }

    /** Copies a window of the map. The arguments are as in {@link #join}. */
    void cut(Window window, FloatBuffer map, FloatBuffer to) {
        int rows = to.remaining() / tileColumns;
        for (int row = 0; row < rows; row++) {
            to.put(row * tileColumns, map, row * columns + window.first(), tileColumns);
        }
    }

    private static int overlap(int tileColumns) {
        return tileColumns / OVERLAP_SHARE;
    }

    /**
     * A part of the map in which faces are searched. All sides are shares of the width of the picture.
     *
     * @param ownedFrom a face with its centre left of it belongs to the window before
     * @param ownedTo a face with its centre right of it belongs to the window after
     * @param first first column in the map
     */
    record Window(float left, float right, float ownedFrom, float ownedTo, int first) {

        /** A box in the window as a box in the picture. */
        BoundingBox toPicture(BoundingBox box) {
            float width = right - left;
            return new BoundingBox(left + box.left() * width, box.top(), left + box.right() * width, box.bottom());
        }

        /** Whether a face belongs to this window. Another one shows the rest as a whole. */
        boolean owns(BoundingBox face) {
            float centre = (face.left() + face.right()) / 2;
            return centre >= ownedFrom && centre <= ownedTo;
        }
    }
}
