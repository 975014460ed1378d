package io.jenkins.lib.releasegates.authorship;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code git log -z} tells of commits: fields with a NUL behind each; a commit itself can't hold one in a line that git reads. */
final class Fields {

    private Fields() {}

    /**
     * So many for each commit, of which the first one is its revision.
     *
     * @throws IOException when it is something else
     */
    static List<String[]> of(byte[] output, int count) throws IOException {
        List<String[]> commits = new ArrayList<>();
        int at = 0;
        while (at < output.length) {
            String[] fields = new String[count];
            for (int field = 0; field < count; field++) {
                int end = at;
                while (end < output.length && output[end] != 0) {
                    end++;
                }
                if (end == output.length) {
                    throw new IOException("git log ended in the middle of a commit");
                }
                fields[field] = new String(Arrays.copyOfRange(output, at, end), StandardCharsets.UTF_8);
                at = end + 1;
            }
            if (!ChangeRange.isRevision(fields[0])) {
                throw new IOException("git log named a commit by " + fields[0].length() + " other characters");
            }
            commits.add(fields);
        }
        return commits;
    }
}
