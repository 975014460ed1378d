package io.jenkins.lib.releasegates.evidence.reader.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fuzz target for a second or so in every build, with changed real reports and always the same seed. */
class ShortFuzzingTest {

    private static final Path FIXTURES = Path.of("src/test/resources/fixtures/reports");
    private static final String LOAD_TESTS = "../loadtests/";
    private static final Duration TIME = Duration.ofMillis(1_200);
    private static final int AT_LEAST = 30;
    private static final int MAX_SEED = 20_000;

    static Stream<Arguments> targets() {
        return Stream.of(
                target("junit", JUnitFuzzer::fuzzerTestOneInput, "jest-junit.xml"),
                target("jacoco", JacocoFuzzer::fuzzerTestOneInput, "jacoco.xml"),
                target("cobertura", CoberturaFuzzer::fuzzerTestOneInput, "cobertura-ts.xml"),
                target("sarif", SarifFuzzer::fuzzerTestOneInput, "suppressed-sarif.json"),
                target("scan-result", ScanResultFuzzer::fuzzerTestOneInput, ""),
                target("dependency-check", DependencyCheckFuzzer::fuzzerTestOneInput, "dependency-check-report.json"),
                target("trivy", TrivyFuzzer::fuzzerTestOneInput, "trivy_result.json"),
                target("grype", GrypeFuzzer::fuzzerTestOneInput, "grype-report.json"),
                target("gitleaks", GitleaksFuzzer::fuzzerTestOneInput, "gitleaks.json"),
                target("zap", ZapFuzzer::fuzzerTestOneInput, ""),
                target("cyclonedx", CycloneDxFuzzer::fuzzerTestOneInput, "cdx-not_affected.json"),
                target("jmeter", JmeterFuzzer::fuzzerTestOneInput, LOAD_TESTS + "checkout.jtl"),
                target("jmeter XML", JmeterFuzzer::fuzzerTestOneInput, LOAD_TESTS + "checkout-jtl.xml"),
                target("k6", K6Fuzzer::fuzzerTestOneInput, LOAD_TESTS + "k6-handle-summary.json"),
                target("k6 export", K6Fuzzer::fuzzerTestOneInput, LOAD_TESTS + "k6-summary-export.json"),
                target("metrics", MetricsFuzzer::fuzzerTestOneInput, ""),
                target("evidence", EvidenceJsonFuzzer::fuzzerTestOneInput, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void shouldReadOrRefuseWhateverComes(String name, Consumer<FuzzedDataProvider> target, String fixture)
            throws IOException {
        byte[] seed = seed(name, fixture);
        Random random = new Random(20261121);
        long end = System.nanoTime() + TIME.toNanos();
        int runs = 0;
        while (System.nanoTime() < end || runs < AT_LEAST) {
            target.accept(provider(changed(seed, random)));
            runs++;
        }
    }

    private static byte[] seed(String name, String fixture) throws IOException {
        if (!fixture.isEmpty()) {
            byte[] bytes = Files.readAllBytes(FIXTURES.resolve(fixture));
            return bytes.length > MAX_SEED ? Arrays.copyOf(bytes, MAX_SEED) : bytes;
        }
        String text = switch (name) {
            case "metrics" ->
                "{\"release-gates-metrics\":1,\"tool\":\"k6\",\"metrics\":[{\"name\":\"a.b\",\"value\":1.5e3,\"unit\":\"ms\"}]}";
            case "scan-result" ->
                "{\"type\":\"scan\",\"version\":1,\"kind\":\"secrets\",\"tool\":{\"name\":\"s\",\"version\":\"1\"},"
                        + "\"started\":\"2026-11-21T09:00:00Z\",\"worker\":\"sha256:" + "0".repeat(64) + "\"}\n"
                        + "{\"type\":\"finding\",\"kind\":\"secret\",\"rule\":\"r\",\"severity\":\"HIGH\",\"path\":\"a\",\"line\":3}\n"
                        + "{\"type\":\"problem\",\"path\":\"b\",\"message\":\"m\"}\n"
                        + "{\"type\":\"end\",\"findings\":1,\"components\":0,\"problems\":1,\"files\":2,\"cached\":0,"
                        + "\"finished\":\"2026-11-21T09:01:00Z\"}";
            case "zap" ->
                "{\"@programName\":\"ZAP\",\"site\":[{\"@name\":\"http://a\",\"alerts\":[{\"pluginid\":\"10038\",\"riskcode\":\"2\","
                        + "\"name\":\"n\",\"cweid\":\"693\",\"instances\":[{\"uri\":\"http://a/b?c\",\"method\":\"GET\"}]}]}]}";
            default ->
                "{\"release-gates-evidence\":1,\"reports\":[],\"findings\":[],\"identities\":{},\"problems\":"
                        + "[{\"kind\":\"MISSING\",\"place\":\"p\",\"message\":\"m\",\"family\":\"tests\"}]}";
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] changed(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes && bytes.length > 8; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "<>\"'&/[]{}:,-0129e \n".charAt(random.nextInt(20));
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                case 3 -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(200), bytes.length - Math.max(from, at));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
                default -> {
                    int length = Math.min(random.nextInt(50), bytes.length - at);
                    byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
                    System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
                    bytes = shorter;
                }
            }
        }
        return bytes;
    }

    /** The one method of the provider that our targets use; Jazzer itself brings the real one. */
    private static FuzzedDataProvider provider(byte[] bytes) {
        return (FuzzedDataProvider) Proxy.newProxyInstance(
                ShortFuzzingTest.class.getClassLoader(),
                new Class<?>[] {FuzzedDataProvider.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("consumeRemainingAsBytes")) {
                        return bytes;
                    }
                    throw new IllegalStateException("Not used by our targets: " + method);
                });
    }

    private static Arguments target(String name, Consumer<FuzzedDataProvider> target, String fixture) {
        return Arguments.of(name, target, fixture);
    }
}
