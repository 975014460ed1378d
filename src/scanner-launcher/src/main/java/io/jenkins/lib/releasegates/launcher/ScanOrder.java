package io.jenkins.lib.releasegates.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to look at; the members of a job {@code scan} of docs/formats/scan-job.md, all paths absolute unless that says otherwise.
 *
 * @param kind {@code sca}, {@code sast} or {@code secrets}
 * @param database the snapshot to take; of a scan for vulnerabilities
 * @param code of a scan for weak code
 * @param secrets of a search for secrets
 * @param limits by name; what isn't named has its default
 * @param bill of materials that a scan for vulnerabilities shall write
 */
public record ScanOrder(
        String kind,
        Path folder,
        List<String> include,
        List<String> exclude,
        Optional<Database> database,
        Optional<Path> rules,
        List<Path> suppressions,
        Optional<Path> cache,
        Optional<Code> code,
        Optional<Secrets> secrets,
        Map<String, Long> limits,
        Optional<Bill> bill) {

    public ScanOrder {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        suppressions = List.copyOf(suppressions);
        limits = Map.copyOf(limits);
    }

    /** Everything in a folder, without anything else. */
    public static ScanOrder of(String kind, Path folder) {
        return new ScanOrder(
                kind,
                folder,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /**
     * A snapshot.
     *
     * @param digest that the snapshot has to have, {@code sha256:…} of its {@code snapshot.json}; without it any will do
     */
    public record Database(Path folder, Optional<String> digest) {}

    /**
     * Where compiled code is.
     *
     * @param classes folders and jars, relative to the folder
     * @param auxiliary what these refer to
     * @param sources roots of sources, relative to the folder
     */
    public record Code(List<String> classes, List<Path> auxiliary, List<String> sources) {

        public Code {
            classes = List.copyOf(classes);
            auxiliary = List.copyOf(auxiliary);
            sources = List.copyOf(sources);
        }
    }

    /**
     * What a search for secrets needs to know.
     *
     * @param salt of the fingerprints; goes to the worker through its standard input alone
     * @param baselines results of earlier searches with the same salt
     */
    public record Secrets(Optional<String> salt, List<Path> baselines) {

        public Secrets {
            baselines = List.copyOf(baselines);
        }

        @Override
        public String toString() {
            return "Secrets[salt=" + (salt.isPresent() ? "***" : "none") + ", baselines=" + baselines + "]";
        }
    }

    /** The subject of a bill of materials: what lies in the folder. */
    public record Bill(String name, Optional<String> version) {}

    ObjectNode job(Path work, Path result, Path documents) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("version", 1).put("do", "scan").put("kind", kind).put("folder", folder.toString());
        texts(job, "include", include);
        texts(job, "exclude", exclude);
        database.ifPresent(one -> job.put("database", one.folder().toString()));
        rules.ifPresent(one -> job.put("rules", one.toString()));
        texts(job, "suppressions", suppressions);
        cache.ifPresent(one -> job.put("cache", one.toString()));
        code.ifPresent(one -> {
            ObjectNode node = job.putObject("code");
            texts(node, "classes", one.classes());
            texts(node, "auxiliary", one.auxiliary());
            texts(node, "sources", one.sources());
        });
        secrets.ifPresent(one -> {
            ObjectNode node = job.putObject("secrets");
            node.put("salt", one.salt().isPresent() ? "stdin" : "none");
            texts(node, "baselines", one.baselines());
        });
        bill.ifPresent(one -> {
            ObjectNode node = job.putObject("sbom").put("name", one.name());
            one.version().ifPresent(version -> node.put("version", version));
            ScanResult places = new ScanResult(result, documents);
            node.put("json", places.bill().toString());
            node.put("xml", places.billAsXml().toString());
            node.putObject("vex").put("json", places.vex().toString());
        });
        if (!limits.isEmpty()) {
            ObjectNode node = job.putObject("limits");
            limits.forEach(node::put);
        }
        return job.put("work", work.toString()).put("result", result.toString());
    }

    private static void texts(ObjectNode node, String name, List<?> values) {
        if (!values.isEmpty()) {
            ArrayNode texts = node.putArray(name);
            values.forEach(value -> texts.add(value.toString()));
        }
    }
}
