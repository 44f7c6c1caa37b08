package io.vestibule.zoo;

import io.vestibule.zoo.fetch.PackageSource;

/** The build step: fills the default cache, so that later modules find models to test with. Takes no arguments. */
public final class Prepare {
    private Prepare() {}

    /** @throws ZooException if something cannot be had; the build shows its one line */
    public static void main(String[] arguments) {
        var environment = System.getenv();
        var zoo = Zoo.open(Zoo.defaultCache(environment));
        var prepared = zoo.prepare(PackageSource.of(environment), line -> say(line));
        say(prepared.models().size() + " models ready in " + zoo.cache());
    }

    private static void say(String line) {
        System.out.println("zoo: " + line);
    }
}
