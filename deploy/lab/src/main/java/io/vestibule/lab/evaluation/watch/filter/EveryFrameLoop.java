package io.vestibule.lab.evaluation.watch.filter;

import java.time.Instant;
import java.util.Collections;

/** No filter: each frame is looked at, and each face is alive. */
final class EveryFrameLoop implements FilterLoop {

    @Override
    public FrameResult see(SensedFrame senses, Instant at) {
        return new FrameResult(
                true,
                Collections.nCopies(senses.faces().size(), true),
                Float.POSITIVE_INFINITY,
                0,
                senses.sensing(senses.stem()) + senses.detecting(senses.stem()));
    }
}
