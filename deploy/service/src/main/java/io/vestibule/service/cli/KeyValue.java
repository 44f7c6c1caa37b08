package io.vestibule.service.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An option's argument {@code KEY=VALUE}. It is not a map of picocli, which prints the value if a quote in it is not closed.
 *
 * @param key text before the first equals sign
 * @param value text after it; may be a password
 */
record KeyValue(String key, String value) {
    @Override
    public String toString() {
        return key;
    }

    /** Creates the value from the text of the command line. */
    static final class Converter implements ITypeConverter<KeyValue> {
        @Override
        public KeyValue convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new TypeConversionException("the argument has no key before '='");
            }
            return new KeyValue(text.substring(0, equals).strip(), text.substring(equals + 1));
        }
    }
}
