package io.jenkins.lib.releasegates.scanner.declared;

import io.jenkins.lib.releasegates.scanner.result.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Gathers what one file names: each dependency once, at its first line. For one file and thread. */
final class Named {

    /** As many as no project has; whoever writes more means to keep the scan busy. */
    private static final int MAX_NAMED = 100_000;

    private static final int MAX_SHOWN = 200;
    private static final Pattern GROUP_OR_ARTIFACT = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
    private static final Pattern PACKAGE = Pattern.compile("(@[A-Za-z0-9._~-]{1,107}/)?[A-Za-z0-9._~-]{1,214}");
    private static final Pattern MODULE = Pattern.compile("[A-Za-z0-9._~/-]{1,500}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.+~!-]{1,200}");

    private final Map<String, Declared> components = new LinkedHashMap<>();
    private final Map<String, Unresolved> unresolved = new LinkedHashMap<>();

    /** One with its version, or one that can't be told apart from a mistake: that is unresolved. */
    void add(Declared declared) throws RefusedDeclarationException {
        if (!isName(declared)) {
            unresolved(declared.line(), label(declared), "this is no name of a package");
        } else if (!VERSION.matcher(declared.version()).matches()) {
            unresolved(
                    declared.line(),
                    label(declared),
                    "its version " + RefusedDeclarationException.shown(declared.version()) + " is not an exact one");
        } else {
            components.putIfAbsent(declared.coordinates(), declared);
            limit(declared.line());
        }
    }

    /** One whose version nobody knows. */
    void unresolved(int line, String name, String reason) throws RefusedDeclarationException {
        unresolved.putIfAbsent(name + " " + reason, new Unresolved("", line, cut(name), reason));
        limit(line);
    }

    Declarations all() {
        List<Declared> found = new ArrayList<>(components.values());
        return new Declarations(found, new ArrayList<>(unresolved.values()));
    }

    private void limit(int line) throws RefusedDeclarationException {
        if (components.size() + unresolved.size() > MAX_NAMED) {
            throw new RefusedDeclarationException(
                    line, "more than " + MAX_NAMED + " dependencies", "at most so many in one file");
        }
    }

    private static boolean isName(Declared declared) {
        return switch (declared.kind()) {
            case MAVEN ->
                GROUP_OR_ARTIFACT.matcher(declared.group()).matches()
                        && GROUP_OR_ARTIFACT.matcher(declared.name()).matches();
            case NPM -> PACKAGE.matcher(declared.name()).matches();
            case GO -> MODULE.matcher(declared.name()).matches();
        };
    }

    private static String label(Declared declared) {
        return (declared.group().isEmpty() ? "" : declared.group() + ":") + declared.name();
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line;
    }
}
