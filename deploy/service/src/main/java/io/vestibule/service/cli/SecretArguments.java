package io.vestibule.service.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds values of Kafka properties among the words of a command line, and removes them from messages. */
final class SecretArguments {
    private static final String KAFKA_OPTION = "--kafka-config";
    private static final String SET_OPTION = "--set";
    private static final int SHORTEST_SECRET = 3;

    private SecretArguments() {}

    /** The message without values of Kafka properties. */
    static String removeFrom(String message, List<String> arguments) {
        String safe = message;
        for (String secret : secrets(arguments)) {
            safe = safe.replace(secret, "(value)");
        }
        return safe;
    }

    private static List<String> secrets(List<String> arguments) {
        List<String> secrets = new ArrayList<>();
        boolean followsKafka = false;
        boolean followsSet = false;
        boolean unquoted = false;
        for (String argument : arguments) {
            boolean kafka = argument.startsWith(KAFKA_OPTION);
            String property = kafka || argument.startsWith(SET_OPTION) ? afterEquals(argument) : "";
            boolean follows = followsKafka || followsSet;
            if (follows || !property.isEmpty()) {
                String text = follows ? argument : property;
                unquoted = text.contains("jaas") || text.contains("password") || text.contains("secret");
                if (kafka || followsKafka || text.startsWith("kafka.")) {
                    secrets.add(afterEquals(text));
                }
            } else if (argument.startsWith("-")) {
                unquoted = false;
            } else if (unquoted) {
                // The shell has split a value with spaces, because it was not quoted.
                secrets.add(argument);
                secrets.add(afterEquals(argument));
            }
            followsKafka = argument.equals(KAFKA_OPTION);
            followsSet = argument.equals(SET_OPTION);
        }
        return secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static String afterEquals(String text) {
        return text.contains("=") ? text.substring(text.indexOf('=') + 1) : "";
    }
}
