package io.vestibule.service.publish;

import java.util.Comparator;

/** Orders names as people do: numbers in them by value, so that {@code img2} is before {@code img10}. */
final class NaturalOrder implements Comparator<String> {
    @Override
    public int compare(String left, String right) {
        int l = 0;
        int r = 0;
        while (l < left.length() && r < right.length()) {
            if (isDigit(left.charAt(l)) && isDigit(right.charAt(r))) {
                int leftEnd = endOfNumber(left, l);
                int rightEnd = endOfNumber(right, r);
                int order = compareNumbers(left.substring(l, leftEnd), right.substring(r, rightEnd));
                if (order != 0) {
                    return order;
                }
                l = leftEnd;
                r = rightEnd;
            } else {
                int order = Character.compare(left.charAt(l), right.charAt(r));
                if (order != 0) {
                    return order;
                }
                l++;
                r++;
            }
        }
        int rest = Integer.compare(left.length() - l, right.length() - r);
        // Names that differ in leading zeros only.
        return rest != 0 ? rest : left.compareTo(right);
    }

    /** Numbers can be longer than a long: of two numbers without leading zeros, the longer one is greater. */
    private static int compareNumbers(String left, String right) {
        String l = left.replaceFirst("^0+(?=.)", "");
        String r = right.replaceFirst("^0+(?=.)", "");
        return l.length() != r.length() ? Integer.compare(l.length(), r.length()) : l.compareTo(r);
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
