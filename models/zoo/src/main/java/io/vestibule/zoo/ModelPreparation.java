package io.vestibule.zoo;

import io.vestibule.zoo.fetch.PackageSource;
import java.util.Map;

/** The build step that fills the default cache, so that later modules find models for their tests. It takes no arguments. */
public final class ModelPreparation {

    private ModelPreparation() {}

    /** @throws ZooException if a package or file is unavailable; the build prints its message of one line */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Zoo zoo = Zoo.open(Zoo.defaultCache(environment));
        PreparedModels prepared = zoo.prepare(PackageSource.of(environment), ModelPreparation::print);
        print(prepared.models().size() + " models ready in " + zoo.cache());
    }

    private static void print(String line) {
        System.out.println("zoo: " + line);
    }
}
