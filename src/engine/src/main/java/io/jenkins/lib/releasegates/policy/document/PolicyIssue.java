package io.jenkins.lib.releasegates.policy.document;

/**
 * One thing that is wrong in a policy, with all that its author needs to mend it.
 *
 * @param file as the user named it
 * @param line 1-based; 0 where there is none, as in parameters of a step
 * @param column 1-based; 0 where there is none
 * @param path in the document: {@code spec.gates[0].criteria[1].metric}
 * @param found what stands there
 * @param allowed what may stand there
 */
public record PolicyIssue(String file, int line, int column, String path, String found, String allowed) {

    /** One line: where, what was found, what is allowed. */
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line + ":" + column : file;
        return place + ": " + (path.isEmpty() ? "" : path + ": ") + "found " + found + "; allowed: " + allowed;
    }
}
