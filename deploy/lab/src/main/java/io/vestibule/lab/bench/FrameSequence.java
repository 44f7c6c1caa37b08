package io.vestibule.lab.bench;

import java.util.List;

/**
 * The encoded pictures of one camera: an opening that is played once, then a loop that is repeated.
 *
 * @param opening pictures without a person, from which a background can be learnt; may be empty
 * @param loop at least one picture
 */
record FrameSequence(List<byte[]> opening, List<byte[]> loop) {

    FrameSequence {
        opening = List.copyOf(opening);
        loop = List.copyOf(loop);
        if (loop.isEmpty()) {
            throw new IllegalArgumentException("the loop must have at least one picture");
        }
    }

    /**
     * @param number number of the picture, from 0
     * @param offset position in the loop at which the camera starts
     */
    byte[] picture(int number, int offset) {
        return number < opening.size()
                ? opening.get(number)
                : loop.get(Math.floorMod(number - opening.size() + offset, loop.size()));
    }
}
