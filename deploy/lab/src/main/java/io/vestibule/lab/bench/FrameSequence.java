package io.vestibule.lab.bench;

import java.util.List;

/**
 * The pictures of one camera, encoded, as they are played: the opening once, then the loop for ever.
 *
 * @param opening in which nobody is seen, so that a background can be learnt; may be empty
 * @param loop at least one picture
 */
record FrameSequence(List<byte[]> opening, List<byte[]> loop) {

    FrameSequence {
        opening = List.copyOf(opening);
        loop = List.copyOf(loop);
        if (loop.isEmpty()) {
            throw new IllegalArgumentException("a reel needs a picture");
        }
    }

    /**
     * @param number of the picture, from 0
     * @param offset where in the loop the camera begins
     */
    byte[] picture(int number, int offset) {
        return number < opening.size()
                ? opening.get(number)
                : loop.get(Math.floorMod(number - opening.size() + offset, loop.size()));
    }
}
