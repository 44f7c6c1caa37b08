package io.vestibule.service.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Reads and creates records by reflection. */
final class RecordReflection {
    private RecordReflection() {}

    static Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("accessor of " + component, impossible);
        }
    }

    /** Calls the canonical constructor. @throws IllegalArgumentException if the constructor throws it */
    static <R extends Record> R create(Class<R> type, Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException reason) {
                throw reason;
            }
            throw new IllegalStateException(type.getName(), refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("constructor of " + type.getName(), impossible);
        }
    }
}
