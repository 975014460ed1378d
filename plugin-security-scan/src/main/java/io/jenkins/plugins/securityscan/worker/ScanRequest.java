package io.jenkins.plugins.securityscan.worker;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a step wants to have looked at, in a form that crosses to the agent. Paths and patterns are relative to the workspace; patterns in a text
 * are separated by commas.
 *
 * @param kind {@code sca}, {@code sast} or {@code secrets}
 * @param report the name that the result has among the reports of the build
 * @param includes patterns of files; none means all
 * @param excludes the same; what both name is left out
 * @param suppressions patterns of suppression files, VEX documents or allow lists
 * @param code of a scan for weak code
 * @param secrets of a search for secrets
 * @param document the bill of materials to write
 */
public record ScanRequest(
        String kind,
        String report,
        ArrayList<String> includes,
        ArrayList<String> excludes,
        @Nullable String suppressions,
        @Nullable Code code,
        @Nullable Secrets secrets,
        @Nullable Document document,
        int heapMegabytes,
        int seconds)
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** Whether files of the workspace say what of the findings counts. */
    boolean hasOwnFiles() {
        return suppressions != null || secrets != null && (secrets.rules() != null || secrets.baselines() != null);
    }

    /**
     * Where code is.
     *
     * @param classes folders and jars with the project's classes; none means all class files
     * @param auxiliary patterns of jars that these refer to
     * @param sources roots of source files
     */
    public record Code(ArrayList<String> classes, @Nullable String auxiliary, ArrayList<String> sources)
            implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;
    }

    /**
     * What a search for secrets needs to know.
     *
     * @param rules a file of rules beside our own
     * @param baselines patterns of earlier results; secrets in there are known
     * @param salt of the fingerprints
     */
    public record Secrets(@Nullable String rules, @Nullable String baselines, String salt) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            return "rules " + rules + ", baselines " + baselines;
        }
    }

    /**
     * A bill of materials.
     *
     * @param file where its JSON goes; the XML goes beside it
     * @param name of the subject
     */
    public record Document(
            String file, String name, @Nullable String version) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;
    }
}
