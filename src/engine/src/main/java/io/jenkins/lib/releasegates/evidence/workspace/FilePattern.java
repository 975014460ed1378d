package io.jenkins.lib.releasegates.evidence.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An Ant-style pattern: {@code ?} is one character, {@code *} any number of them, {@code **} any number of folders; everything else is
 * itself. A slash at the end stands for everything below.
 */
record FilePattern(List<String> parts) {

    private static final String ANY_FOLDERS = "**";
    private static final int MAX_LENGTH = 1_000;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    static FilePattern parse(String text) throws RefusedPatternException {
        if (text.length() > MAX_LENGTH) {
            throw new RefusedPatternException(
                    "the pattern has " + text.length() + " characters; allowed are " + MAX_LENGTH);
        }
        String slashes = text.replace('\\', '/');
        if (slashes.startsWith("/") || DRIVE.matcher(slashes).matches()) {
            throw new RefusedPatternException("an absolute path; allowed are paths relative to the workspace");
        }
        if (slashes.indexOf('\0') >= 0) {
            throw new RefusedPatternException("a NUL character; allowed are characters of file names");
        }
        String whole = slashes.endsWith("/") ? slashes + ANY_FOLDERS : slashes;
        List<String> parts = new ArrayList<>();
        for (String part : whole.split("/")) {
            boolean again = part.equals(ANY_FOLDERS)
                    && !parts.isEmpty()
                    && parts.get(parts.size() - 1).equals(ANY_FOLDERS);
            if (!part.isEmpty() && !part.equals(".") && !again) {
                parts.add(part);
            }
        }
        if (parts.contains("..")) {
            throw new RefusedPatternException("'..' in the pattern; it may not leave the workspace");
        }
        return new FilePattern(List.copyOf(parts));
    }

    boolean endsAt(int part) {
        return part == parts.size();
    }

    boolean isAnyFolders(int part) {
        return part < parts.size() && parts.get(part).equals(ANY_FOLDERS);
    }

    boolean isLiteral(int part) {
        return parts.get(part).indexOf('*') < 0 && parts.get(part).indexOf('?') < 0;
    }

    String part(int part) {
        return parts.get(part);
    }

    /** Whether a file or folder of that name matches; linear in practice, never exponential. */
    boolean matches(int part, String name) {
        String glob = parts.get(part);
        int g = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                resume = n;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == name.charAt(n))) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
