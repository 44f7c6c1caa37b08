package io.vestibule.service.logging;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows an address by its scheme, host and port only. User, password, path and query can all contain secrets, and cameras accept
 * passwords in each of them. A malformed address is not repaired: if its host is not certain, the host is not shown either.
 */
public final class AddressRedaction {
    private static final String UNKNOWN = "(address not shown)";
    private static final String SCHEMES =
            "rtsp[stu]?|rtmp(?:s|t|e|te|ts)?|https?|udp(?:lite)?|tcp|tls|s?rtp|srt|rist|sctp|s?ftp|mms[ht]?|unix|gopher|file|sasl_ssl";

    private static final Pattern ADDRESS = Pattern.compile("(?is)(" + SCHEMES + "):(.*)");

    /** After the scheme: {@code //}, the part with user, host and port, and the rest. */
    private static final Pattern PARTS = Pattern.compile("(?s)//([^/?#\\\\\\s]*)(.*)");

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?]|[A-Za-z0-9._-]*)(?::([0-9]{1,5}))?");

    /** An address in a sentence: in single quotes up to the closing quote, otherwise up to the next space. */
    private static final Pattern IN_TEXT = Pattern.compile("(?i)'(?:" + SCHEMES + "):/[^']*'|\\b(?:" + SCHEMES
            + "):(?!//" + Pattern.quote(UNKNOWN) + ")(?:/\\S*|\\S*@\\S*)|[^\\s'\"]*:[^\\s]*@[^\\s'\"]*");

    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.,;:)'\"\\]]+$");
    private static final int LARGEST_PORT = 65_535;

    private AddressRedaction() {}

    /** Scheme, host and port of an address. If they are not certain, only the scheme, or a placeholder. */
    public static String of(String address) {
        Matcher parts = ADDRESS.matcher(address.strip());
        if (!parts.matches()) {
            return UNKNOWN;
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT) + "://";
        return scheme + hostAndPort(parts.group(2)).orElse(UNKNOWN);
    }

    /** Whether {@link #of} can show the host of the address. */
    public static boolean isHostCertain(String address) {
        return !of(address).contains(UNKNOWN);
    }

    /** The text with all addresses redacted. Also redacts {@code user:password@host} without a scheme. */
    public static String inText(String text) {
        return IN_TEXT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(redacted(found)));
    }

    private static String redacted(MatchResult found) {
        String address = found.group();
        if (address.startsWith("'")) {
            return "'" + of(address.substring(1, address.length() - 1)) + "'";
        }
        Matcher end = END_OF_SENTENCE.matcher(address);
        return end.find() ? of(address.substring(0, end.start())) + end.group() : of(address);
    }

    private static Optional<String> hostAndPort(String afterScheme) {
        Matcher parts = PARTS.matcher(afterScheme);
        if (!parts.matches()) {
            return Optional.empty();
        }
        // A password with a slash: what looks like the host is a part of the user's name or password.
        if (parts.group(2).contains("@")) {
            return Optional.empty();
        }
        String authority = parts.group(1);
        String candidate = authority.substring(authority.lastIndexOf('@') + 1);
        Matcher host = HOST_AND_PORT.matcher(candidate);
        boolean certain = !candidate.isEmpty()
                && host.matches()
                && (host.group(1) == null || Integer.parseInt(host.group(1)) <= LARGEST_PORT);
        return certain ? Optional.of(candidate) : Optional.empty();
    }
}
