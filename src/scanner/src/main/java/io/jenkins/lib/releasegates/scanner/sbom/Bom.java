package io.jenkins.lib.releasegates.scanner.sbom;

import io.jenkins.lib.releasegates.scanner.result.Moment;
import io.jenkins.lib.releasegates.scanner.tree.HashedFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A CycloneDX 1.6 document, https://cyclonedx.org/docs/1.6/, in the order of its XML schema. */
final class Bom {

    static final String SUBJECT = "subject";
    private static final int MAX_VERSION = 1_023;
    private static final String PROBLEM = "release-gates:problem";
    private static final Pattern SHA_256 = Pattern.compile("sha256:[0-9a-f]{64}");

    private final Heading heading;
    private final Contents contents;
    private final Parts parts;
    private final @Nullable Vulnerabilities vulnerabilities;
    private final boolean whole;

    private Bom(Heading heading, Contents contents, Parts parts, boolean judged, boolean whole) {
        this.heading = heading;
        this.contents = contents;
        this.parts = parts;
        this.vulnerabilities = judged ? new Vulnerabilities(contents.findings(), parts) : null;
        this.whole = whole;
    }

    /** All components, and their vulnerabilities where no other document has these. */
    static Bom of(Heading heading, Contents contents, Parts parts) {
        return new Bom(heading, contents, parts, heading.order().vex().isEmpty(), true);
    }

    /** The vulnerabilities and the components that have them. */
    static Bom vex(Heading heading, Contents contents, Parts parts) {
        return new Bom(heading, contents, parts, true, false);
    }

    /**
     * Tells the document.
     *
     * @param timestamp whether it has its time
     */
    void tell(Form form, String serialNumber, boolean timestamp) throws IOException {
        form.begin(serialNumber);
        metadata(form, timestamp);
        form.list("components", "component");
        for (Part part : whole || vulnerabilities == null ? parts.all() : vulnerabilities.affected()) {
            form.item();
            component(form, part);
            form.end();
        }
        form.end();
        if (whole) {
            dependencies(form);
        }
        compositions(form);
        if (vulnerabilities != null) {
            vulnerabilities.tell(form);
        }
        form.end();
    }

    private void metadata(Form form, boolean timestamp) throws IOException {
        form.object("metadata");
        if (timestamp) {
            form.text("timestamp", Moment.of(heading.timestamp()));
        }
        form.list("lifecycles", "lifecycle");
        form.item();
        form.text("phase", "post-build");
        form.end();
        form.end();
        tools(form);
        subject(form);
        form.end();
    }

    private void tools(Form form) throws IOException {
        form.object("tools");
        form.list("components", "component");
        form.item();
        form.attribute("type", "application");
        form.text("name", heading.tool().name());
        form.text("version", heading.tool().version());
        form.end();
        form.item();
        form.attribute("type", "application");
        form.text("name", "release-gates-scanner");
        if (SHA_256.matcher(heading.worker()).matches()) {
            hashes(form, heading.worker().substring("sha256:".length()), null);
        }
        form.end();
        form.end();
        form.end();
    }

    private void subject(Form form) throws IOException {
        form.object("component");
        form.attribute("type", "application");
        form.attribute("bom-ref", SUBJECT);
        form.text("name", Plain.of(heading.order().name()));
        if (heading.order().version().isPresent()) {
            form.text("version", Plain.of(heading.order().version().get(), MAX_VERSION));
        }
        Optional<HashedFile> single = single();
        if (single.isPresent()) {
            hashes(form, single.get().sha256(), single.get().sha1());
        }
        form.end();
    }

    /** The file that the subject consists of, where it is one. */
    private Optional<HashedFile> single() {
        List<Part> outermost = parts.outermost();
        return outermost.size() == 1 ? Optional.ofNullable(outermost.get(0).file()) : Optional.empty();
    }

    private void component(Form form, Part part) throws IOException {
        form.attribute("type", part.isIdentified() ? "library" : "file");
        form.attribute("bom-ref", part.ref());
        if (part.purl().isPresent() && part.purl().get().getNamespace() != null) {
            form.text("group", Plain.of(part.purl().get().getNamespace()));
        }
        form.text("name", Plain.of(part.name()));
        String version = part.version();
        if (version != null) {
            form.text("version", Plain.of(version, MAX_VERSION));
        }
        hashes(form, part.sha256(), part.sha1());
        if (!part.licenses().isEmpty()) {
            form.licenses(part.licenses().stream().map(Plain::of).toList());
        }
        if (part.purl().isPresent()) {
            form.text("purl", part.purl().get().canonicalize());
        }
        if (!part.problems().isEmpty()) {
            form.list("properties", "property");
            for (String problem : part.problems()) {
                form.item();
                form.attribute("name", PROBLEM);
                form.content("value", Plain.of(problem));
                form.end();
            }
            form.end();
        }
        form.object("evidence");
        form.list("occurrences", "occurrence");
        form.item();
        form.text("location", Plain.of(part.path()));
        form.end();
        form.end();
        form.end();
    }

    /** Which lies in which. Of those that hold nothing nobody knows what else they need, so they aren't named. */
    private void dependencies(Form form) throws IOException {
        form.list("dependencies", "dependency");
        form.dependency(SUBJECT, refs(parts.outermost()));
        for (Part part : parts.all()) {
            List<Part> within = parts.within(part);
            if (!within.isEmpty()) {
                form.dependency(part.ref(), refs(within));
            }
        }
        form.end();
    }

    private static List<String> refs(List<Part> parts) {
        return parts.stream().map(Part::ref).toList();
    }

    private static void hashes(Form form, @Nullable String sha256, @Nullable String sha1) throws IOException {
        if (sha256 == null && sha1 == null) {
            return;
        }
        form.list("hashes", "hash");
        hash(form, "SHA-256", sha256);
        hash(form, "SHA-1", sha1);
        form.end();
    }

    private static void hash(Form form, String algorithm, @Nullable String digest) throws IOException {
        if (digest != null) {
            form.item();
            form.attribute("alg", algorithm);
            form.content("content", digest);
            form.end();
        }
    }

    /** How much of the truth this is. */
    private void compositions(Form form) throws IOException {
        form.list("compositions", "composition");
        if (contents.problems().isEmpty()) {
            composition(form, heading.chosen() || !whole ? "unknown" : "complete", List.of(SUBJECT));
        } else {
            List<String> unreadable = whole ? refs(parts.unreadable()) : List.of();
            composition(
                    form,
                    "incomplete",
                    Stream.concat(Stream.of(SUBJECT), unreadable.stream()).toList());
        }
        form.end();
    }

    private static void composition(Form form, String aggregate, List<String> assemblies) throws IOException {
        form.item();
        form.text("aggregate", aggregate);
        form.references("assemblies", "assembly", assemblies);
        form.end();
    }
}
