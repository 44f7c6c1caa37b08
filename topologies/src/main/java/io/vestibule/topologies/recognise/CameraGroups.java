package io.vestibule.topologies.recognise;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Named sets of cameras. A camera can be in several.
 *
 * @param patterns group to its cameras: camera ids, or prefixes of ids followed by a star
 */
public record CameraGroups(Map<String, List<String>> patterns) {

    private static final char STAR = '*';

    /** No groups. */
    public static final CameraGroups NONE = new CameraGroups(Map.of());

    public CameraGroups {
        Map<String, List<String>> copy = new TreeMap<>();
        patterns.forEach((group, cameras) -> {
            if (group.isBlank() || cameras.isEmpty()) {
                throw new IllegalArgumentException("camera group \"" + group + "\" needs a name and a camera");
            }
            cameras.forEach(pattern -> requireStarAtEnd(group, pattern));
            copy.put(group, List.copyOf(cameras));
        });
        patterns = Map.copyOf(copy);
    }

    /** Whether the camera is in the group. An unknown group contains no camera. */
    public boolean contains(String group, String camera) {
        return patterns.getOrDefault(group, List.of()).stream().anyMatch(pattern -> matches(pattern, camera));
    }

    public Set<String> names() {
        return patterns.keySet();
    }

    private static boolean matches(String pattern, String camera) {
        int last = pattern.length() - 1;
        return pattern.charAt(last) == STAR ? camera.startsWith(pattern.substring(0, last)) : camera.equals(pattern);
    }

    private static void requireStarAtEnd(String group, String pattern) {
        int star = pattern.indexOf(STAR);
        if (pattern.isEmpty() || (star >= 0 && star < pattern.length() - 1)) {
            throw new IllegalArgumentException("camera group \"" + group + "\": \"" + pattern
                    + "\" must be a camera id, or a prefix of one followed by a star");
        }
    }
}
