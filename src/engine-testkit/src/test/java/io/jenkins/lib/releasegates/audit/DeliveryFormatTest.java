package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.lib.releasegates.audit.delivery.CloudEvent;
import io.jenkins.lib.releasegates.audit.disk.DirectoryDisk;
import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.testkit.TargetInMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/formats says about events is what is sent. */
class DeliveryFormatTest {

    private static final Path FORMATS = Path.of(System.getProperty("project.root"), "docs", "formats");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    private final TargetInMemory target = new TargetInMemory();

    /** Salts that make the example come out the same each time. */
    private static SecureRandom constant() {
        return new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 0x5A);
            }
        };
    }

    private void deliver(Ledger ledger) throws InterruptedException {
        ledger.deliverTo(List.of(target), Duration.ofMillis(20));
        for (int i = 0; i < 1_000 && ledger.deliveries().get(0).behind() > 0; i++) {
            Thread.sleep(10);
        }
    }

    private static void rename(Ledger ledger, String name) throws Exception {
        ledger.record(
                new SubjectChanged(
                        SubjectChanged.What.JOB, SubjectChanged.Change.RENAMED, "shop/checkout", Optional.of(name)),
                EntrySubject.job("5f0e3a52-9d0c-4c1b-8a53-0f3a9be2a7c4", name),
                Releases.ALICE,
                Map.of(),
                Releases.NOW);
    }

    private static boolean fits(JsonNode event) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FORMATS.resolve("cloudevents.schema.json")));
        return schema.validate(event.toString(), InputFormat.JSON).isEmpty();
    }

    @Test
    void shouldShowAnEventThatIsReallySent() throws Exception {
        try (Ledger ledger = Ledger.open(new DirectoryDisk(directory), constant())) {
            rename(ledger, "shop/cart");
            deliver(ledger);
        }

        String page = Files.readString(FORMATS.resolve("cloudevents.md"));
        int begin = page.indexOf("\n```json\n") + 9;
        JsonNode shown = MAPPER.readTree(page.substring(begin, page.indexOf("\n```\n", begin)));
        assertThat(MAPPER.readTree(target.events().get(0).json())).isEqualTo(shown);
    }

    @Test
    void shouldSendEventsOfEveryKindThatFitTheSchema() throws Exception {
        try (Ledger ledger = Ledger.open(directory, new KeysInMemory(), Releases.NOW)) {
            ReleaseContext context = Releases.context(Releases.build(17), Releases.evidence(90, 0));
            ledger.record(Releases.decide(context), context, Releases.ALICE);
            rename(ledger, "shop/\u0007cart \uFFFE!");
            ledger.record(
                    new ConfigurationChanged("ledger", new TreeMap<>(), new TreeMap<>(Map.of("a", "b"))),
                    EntrySubject.ledger(),
                    Releases.ALICE,
                    Map.of(),
                    Releases.NOW);
            deliver(ledger);
        }

        ObjectNode events = MAPPER.createObjectNode();
        for (CloudEvent event : target.events()) {
            JsonNode json = MAPPER.readTree(event.json());
            assertThat(fits(json)).as(json.toString()).isTrue();
            assertThat(json.toString()).doesNotContain("alice", "Álvarez");
            events.set(json.path("type").asText(), json);
        }
        assertThat(events.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                "key-rotated",
                                "evidence-recorded",
                                "gate-judged",
                                "decision-made",
                                "job-changed",
                                "configuration-changed")
                        .map(kind -> "io.jenkins.release-gates." + kind)
                        .toList());
        assertThat(events.path("io.jenkins.release-gates.decision-made")
                        .path("subject")
                        .asText())
                .isEqualTo("shop/checkout #17");
        assertThat(events.path("io.jenkins.release-gates.job-changed")
                        .path("subject")
                        .asText())
                .isEqualTo("shop/\uFFFDcart \uFFFD!");
        assertThat(events.path("io.jenkins.release-gates.key-rotated").has("subject"))
                .isFalse();
    }

    @Test
    void shouldRefuseEventsThatDoNotFit() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            rename(ledger, "shop/cart");
            deliver(ledger);
        }
        String event = new String(target.events().get(0).json(), StandardCharsets.UTF_8);

        assertThat(Stream.of(
                                event.replace("\"specversion\":\"1.0\"", "\"specversion\":\"0.3\""),
                                event.replace("\"sequence\":\"0", "\"sequence\":\""),
                                event.replace("io.jenkins.release-gates.", "io.jenkins."),
                                event.replace("\"subject\":\"shop/cart\"", "\"subject\":\"\""))
                        .filter(changed -> !changed.equals(event))
                        .toList())
                .hasSize(4)
                .allSatisfy(changed ->
                        assertThat(fits(MAPPER.readTree(changed))).as(changed).isFalse());
    }
}
