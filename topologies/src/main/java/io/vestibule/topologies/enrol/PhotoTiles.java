package io.vestibule.topologies.enrol;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a large photograph into overlapping tiles of several sizes. A face that is too small in the whole photograph is large enough in a tile.
 *
 * <p>Each size is half of the size before. Neighbours share two fifths. So a face that is wider than this share of a tile is shown as a whole, and
 * large enough, in a tile of the size before.
 */
final class PhotoTiles {

    /** Width of the smallest face that the detector finds reliably, in pixels of its input. */
    private static final double DETECTED_FACE = 20;

    /** The same as a share of the width of its input, which is 320 pixels. */
    private static final double FACE_SHARE = 1 / 16.0;

    private static final double STEP_SHARE = 0.6;
    private static final double SHAPE = 4 / 3.0;

    private PhotoTiles() {}

    /**
     * A part of the photograph, in pixels.
     *
     * @param isLeftmost whether its left side is that of the photograph; the same for the other sides
     */
    record Tile(
            int left,
            int top,
            int width,
            int height,
            boolean isLeftmost,
            boolean isTopmost,
            boolean isRightmost,
            boolean isLowest) {}

    /**
     * The tiles, largest first: one list for each size. Empty if a face of this width is found in the whole photograph.
     *
     * @param smallestFace width of the smallest face to be found, in pixels
     */
    static List<List<Tile>> levels(int width, int height, double smallestFace) {
        double smallest = Math.max(DETECTED_FACE, smallestFace) / FACE_SHARE;
        double whole = Math.max(width, height * SHAPE);
        List<List<Tile>> levels = new ArrayList<>();
        for (double tile = whole / 2; tile * 2 > smallest; tile /= 2) {
            levels.add(grid(width, height, (int) Math.max(tile, smallest)));
        }
        return levels;
    }

    private static List<Tile> grid(int width, int height, int tileWidth) {
        int across = Math.min(width, tileWidth);
        int down = Math.min(height, (int) (tileWidth / SHAPE));
        int columns = steps(width, across);
        int rows = steps(height, down);
        List<Tile> tiles = new ArrayList<>();
        for (int row = 0; row <= rows; row++) {
            for (int column = 0; column <= columns; column++) {
                tiles.add(new Tile(
                        position(width - across, column, columns),
                        position(height - down, row, rows),
                        across,
                        down,
                        column == 0,
                        row == 0,
                        column == columns,
                        row == rows));
            }
        }
        return tiles;
    }

    private static int steps(int length, int tile) {
        return (int) Math.ceil((length - tile) / (tile * STEP_SHARE));
    }

    private static int position(int last, int step, int steps) {
        return steps == 0 ? 0 : (int) ((long) last * step / steps);
    }
}
