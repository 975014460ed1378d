package io.jenkins.lib.releasegates.statement;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.jenkins.lib.releasegates.statement.attested.Attests;
import io.jenkins.lib.releasegates.statement.fuzz.StatementFuzzer;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fuzz target of statements for a second each in every build, with good ones changed at random and always the same seed. */
class ShortStatementFuzzingTest {

    private static final Duration TIME = Duration.ofSeconds(1);
    private static final int AT_LEAST = 30;

    static Stream<String> seeds() {
        return Stream.concat(Attests.examples().stream(), decisions());
    }

    private static Stream<String> decisions() {
        String envelope = new String(Statements.signed(Statements.text()), StandardCharsets.UTF_8);
        return Stream.of(
                Statements.text(),
                Statements.text(Statements.revocations(new Revoked(Statements.DECISION, Statements.NOW))),
                envelope,
                envelope + "\n" + envelope + "\n");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldEndWithAnAnswerWhateverComes(String seed) {
        byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20261121);
        long end = System.nanoTime() + TIME.toNanos();
        int runs = 0;
        StatementFuzzer.fuzzerTestOneInput(provider(bytes));
        while (System.nanoTime() < end || runs < AT_LEAST) {
            StatementFuzzer.fuzzerTestOneInput(provider(changed(bytes.clone(), random)));
            runs++;
        }
    }

    private static byte[] changed(byte[] bytes, Random random) {
        for (int changes = random.nextInt(3); changes >= 0 && bytes.length > 2; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:0\n-\\u".charAt(random.nextInt(12));
                case 2 -> bytes[at] = (byte) ('0' + random.nextInt(10));
                case 3 -> bytes = Arrays.copyOf(bytes, at + 1);
                default -> {
                    int from = random.nextInt(bytes.length);
                    System.arraycopy(
                            bytes, from, bytes, at, Math.min(random.nextInt(300), bytes.length - Math.max(from, at)));
                }
            }
        }
        return bytes;
    }

    /** The one method of the provider that the target uses; Jazzer itself brings the real one. */
    private static FuzzedDataProvider provider(byte[] bytes) {
        return (FuzzedDataProvider) Proxy.newProxyInstance(
                ShortStatementFuzzingTest.class.getClassLoader(),
                new Class<?>[] {FuzzedDataProvider.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("consumeRemainingAsBytes")) {
                        return bytes;
                    }
                    throw new IllegalStateException("Not used by our targets: " + method);
                });
    }
}
