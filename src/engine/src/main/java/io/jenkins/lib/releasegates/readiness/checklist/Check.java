package io.jenkins.lib.releasegates.readiness.checklist;

import io.jenkins.lib.releasegates.readiness.document.JsonPointer;
import io.jenkins.lib.releasegates.readiness.document.ValueCondition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an item answers itself. A connection is a name that an owner has defined, never an address. */
public sealed interface Check {

    /** What is demanded, in words. */
    String words();

    /** The answer for this kind of check. */
    <T> T fold(Cases<T> cases);

    /** One answer per kind. */
    interface Cases<T> {
        T metric(Metric check);

        T alertRule(AlertRule check);

        T connection(Connection check);

        T file(RepositoryFile check);

        T value(Value check);

        T gate(Gate check);

        T trial(Trial check);
    }

    /** A query whose value, of each series that it gives, fulfils the condition. */
    record Metric(String connection, String query, ValueCondition condition) implements Check {
        @Override
        public String words() {
            return "metric on " + connection + ": " + query + " " + condition.words();
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.metric(this);
        }
    }

    /** A server evaluates an alerting rule of this name. */
    record AlertRule(String connection, String alert) implements Check {
        @Override
        public String words() {
            return "alert rule " + alert + " on " + connection;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.alertRule(this);
        }
    }

    /** The server behind a connection answers. */
    record Connection(String connection) implements Check {
        @Override
        public String words() {
            return connection + " answers";
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.connection(this);
        }
    }

    /** A file of the repository, with sections that aren't empty where any are demanded. */
    record RepositoryFile(String path, List<String> sections, int minBytes) implements Check {

        public RepositoryFile {
            sections = List.copyOf(sections);
        }

        @Override
        public String words() {
            String size = minBytes > 1 ? " of at least " + minBytes + " bytes" : "";
            String parts = sections.stream().collect(Collectors.joining(", "));
            return "file " + path + size + (parts.isEmpty() ? "" : " with the sections " + parts);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.file(this);
        }
    }

    /** A value in a JSON or YAML file of the repository. */
    record Value(String path, JsonPointer pointer, ValueCondition condition) implements Check {
        @Override
        public String words() {
            return "value " + pointer + " of " + path + " " + condition.words();
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.value(this);
        }
    }

    /** What a gate of the same build has said. */
    record Gate(String gate) implements Check {
        @Override
        public String words() {
            return "gate " + gate;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.gate(this);
        }
    }

    /**
     * The last experiment or test of this name has passed, and not too long ago.
     *
     * @param report file of the repository that tells; empty where the gate of that name tells, in the record
     */
    record Trial(Kind kind, String name, Duration youngerThan, Optional<String> report) implements Check {

        /** What was tried. */
        public enum Kind {
            CHAOS_EXPERIMENT("chaosExperiment", "chaos experiment"),
            LOAD_TEST("loadTest", "load test");

            private final String key;
            private final String words;

            Kind(String key, String words) {
                this.key = key;
                this.words = words;
            }

            /** The key in checklists. */
            public String key() {
                return key;
            }

            public String words() {
                return words;
            }
        }

        @Override
        public String words() {
            return kind.words + " " + name + " passed within " + ItemJson.words(youngerThan)
                    + report.map(file -> ", by " + file).orElse("");
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.trial(this);
        }
    }
}
