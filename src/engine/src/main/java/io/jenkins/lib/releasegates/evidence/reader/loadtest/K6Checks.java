package io.jenkins.lib.releasegates.evidence.reader.loadtest;

import io.jenkins.lib.releasegates.evidence.reader.json.JsonReport;
import java.io.IOException;

/** The checks of a group and of the groups in it, which stand in arrays or, in older summaries, in objects by their names. */
final class K6Checks {

    private static final double MOST = 1e12;

    private final JsonReport json;
    private long passes;
    private long fails;

    K6Checks(JsonReport json) {
        this.json = json;
    }

    long passes() {
        return passes;
    }

    long fails() {
        return fails;
    }

    /** Reads the group that has just been opened. */
    void group() throws IOException {
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "groups" -> each(field, this::group);
                case "checks" -> each(field, this::check);
                default -> json.skip();
            }
        }
    }

    private interface Part {
        void read() throws IOException;
    }

    private void each(String name, Part part) throws IOException {
        if (json.beginsArray()) {
            while (json.element()) {
                if (!json.atObject()) {
                    throw wrong(name);
                }
                part.read();
            }
        } else if (json.atObject()) {
            for (String field = json.field(); field != null; field = json.field()) {
                if (!json.entersObject()) {
                    throw wrong(name);
                }
                part.read();
            }
        } else if (!json.isNull()) {
            throw wrong(name);
        }
    }

    private IOException wrong(String name) {
        return json.unreadable(name + " of a group that are no objects; allowed is an array or an object of objects");
    }

    private void check() throws IOException {
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "passes" -> passes += count(field);
                case "fails" -> fails += count(field);
                default -> json.skip();
            }
        }
    }

    private long count(String field) throws IOException {
        double count = json.decimal(field).orElse(-1);
        if (!(count >= 0 && passes + fails + count <= MOST && count == Math.rint(count))) {
            throw json.unreadable(
                    field + " of a check is no count; allowed are whole numbers from 0 to 1e12, also together");
        }
        return (long) count;
    }
}
