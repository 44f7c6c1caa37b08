package io.vestibule.schemas.serdes;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.state.CameraWatchState;
import java.util.Set;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Marks the generated classes as trusted by Avro. Since 1.12.2, Avro instantiates a class named by a schema only if the class
 * is trusted. A system property could declare this, but every program that embeds Vestibule would have to set it.
 *
 * <p>Each generated class calls {@link #trust} when it is initialised, so the order in which classes are loaded does not matter
 * ({@code src/main/templates/record.vm}).
 */
public final class TrustedClasses {

    private static final Set<String> PACKAGES =
            Set.of(Frame.class.getPackageName(), CameraWatchState.class.getPackageName());

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> PACKAGES.contains(type.getPackageName())));
    }

    private TrustedClasses() {}

    /** Adds the classes generated from this module's schemas to the trusted ones. */
    public static void trust() {
        // The static initialiser does the work, once.
    }
}
