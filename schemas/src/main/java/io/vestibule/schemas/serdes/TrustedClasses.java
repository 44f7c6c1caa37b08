package io.vestibule.schemas.serdes;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.state.CameraMemory;
import java.util.Set;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Since 1.12.2 Avro makes no instance of a class that a schema names unless the class is trusted. A system property could
 * say so, but every program that embeds Vestibule would have to remember it.
 */
final class TrustedClasses {

    private static final Set<String> PACKAGES =
            Set.of(Frame.class.getPackageName(), CameraMemory.class.getPackageName());

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> PACKAGES.contains(type.getPackageName())));
    }

    private TrustedClasses() {}

    /** Trusts the classes generated from this module's schemas, besides those that are trusted already. */
    static void trust() {
        // The static initialiser did it, once.
    }
}
