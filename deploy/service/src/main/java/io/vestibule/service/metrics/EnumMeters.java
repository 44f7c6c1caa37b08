package io.vestibule.service.metrics;

import java.util.List;

/**
 * One meter for each constant of an enum.
 *
 * @param meters the meters in the order of the constants
 */
record EnumMeters<E extends Enum<E>, M>(List<M> meters) {
    EnumMeters {
        meters = List.copyOf(meters);
    }

    M get(E constant) {
        return meters.get(constant.ordinal());
    }
}
