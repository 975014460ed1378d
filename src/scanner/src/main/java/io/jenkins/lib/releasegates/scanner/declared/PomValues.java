package io.jenkins.lib.releasegates.scanner.declared;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Texts of a pom with its properties put in, as far as files say what these are: neither the environment nor the command line is asked. */
final class PomValues {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_REPLACED = 1_000;
    private static final int MAX_LENGTH = 1_000;

    private final List<Pom> lineage;
    private final Optional<Pom.Part> profile;

    /**
     * The values of a pom.
     *
     * @param lineage the pom, then its parents
     * @param profile what comes before all of them
     */
    PomValues(List<Pom> lineage, Optional<Pom.Part> profile) {
        this.lineage = List.copyOf(lineage);
        this.profile = profile;
    }

    /**
     * A text with its properties put in.
     *
     * @param missing the first property that nothing sets, or that can't be put in; none when the text is whole
     */
    record Value(String text, @Nullable String missing) {}

    Value of(String text) {
        return new Replacing().of(text, 0);
    }

    /** For one text, so that none costs more than it may. */
    private final class Replacing {

        private int replaced;

        Value of(String text, int depth) {
            StringBuilder whole = new StringBuilder();
            int done = 0;
            for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", done)) {
                int end = text.indexOf('}', start);
                if (end < 0) {
                    break;
                }
                String name = text.substring(start + 2, end);
                String found = property(name);
                if (found == null || depth >= MAX_DEPTH || ++replaced > MAX_REPLACED) {
                    return new Value(text, name);
                }
                Value value = of(found, depth + 1);
                if (value.missing() != null) {
                    return new Value(text, value.missing());
                }
                whole.append(text, done, start).append(value.text());
                if (whole.length() > MAX_LENGTH) {
                    return new Value(text, name);
                }
                done = end + 1;
            }
            return new Value(whole.append(text, done, text.length()).toString(), null);
        }
    }

    private @Nullable String property(String name) {
        Pom pom = lineage.get(0);
        return switch (name.replaceFirst("^(project|pom)\\.", "")) {
            case "groupId" -> first(Pom::effectiveGroup);
            case "artifactId" -> pom.artifact();
            case "version" -> first(Pom::effectiveVersion);
            case "parent.groupId" -> pom.parent().map(Pom.Parent::group).orElse(null);
            case "parent.artifactId" -> pom.parent().map(Pom.Parent::artifact).orElse(null);
            case "parent.version" -> pom.parent().map(Pom.Parent::version).orElse(null);
            default -> set(name);
        };
    }

    private @Nullable String first(Function<Pom, @Nullable String> what) {
        return lineage.stream().map(what).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private @Nullable String set(String name) {
        if (profile.isPresent() && profile.get().properties().containsKey(name)) {
            return profile.get().properties().get(name);
        }
        for (Pom pom : lineage) {
            if (pom.project().properties().containsKey(name)) {
                return pom.project().properties().get(name);
            }
        }
        return null;
    }
}
