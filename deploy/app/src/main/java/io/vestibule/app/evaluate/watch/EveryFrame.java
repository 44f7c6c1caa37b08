package io.vestibule.app.evaluate.watch;

import java.time.Instant;
import java.util.Collections;

/** No filter: each frame is looked at, and each face is alive. */
final class EveryFrame implements Loop {

    @Override
    public Verdict see(Senses senses, Instant at) {
        return new Verdict(
                true,
                Collections.nCopies(senses.faces().size(), true),
                Float.POSITIVE_INFINITY,
                0,
                senses.sensing(senses.stem()) + senses.detecting(senses.stem()));
    }
}
