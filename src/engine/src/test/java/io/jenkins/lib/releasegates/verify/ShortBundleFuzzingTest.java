package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.fuzz.BundleFuzzer;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fuzz target of proof bundles for a second or two in every build, with a bundle changed at random and always the same seed. */
class ShortBundleFuzzingTest {

    private static final Duration TIME = Duration.ofMillis(1_200);
    /** However slow the machine is. */
    private static final int LEAST_RUNS = 30;

    private HandWrittenBundle bundle;
    private List<TrustedKey> keys;
    private final Random random = new Random(20261121);

    @BeforeEach
    void write() throws Exception {
        HandWrittenLog log = HandWrittenLog.of(2);
        log.trail.decision();
        log.rotate(HandWrittenLog.key(2)).checkpoint();
        bundle = new HandWrittenBundle(log);
        keys = List.of(TrustedKey.parse(HandWrittenLog.key(1).vkey()));
    }

    @Test
    void shouldTakeWhatASecondWriterWrites() {
        BundleReport report = BundleFuzzer.verify(BundleFuzzer.file(bundle.parts()), keys);

        assertThat(report.verification().findings()).isEmpty();
        assertThat(report.verification().strength()).isEqualTo(Strength.SIGNED);
        assertThat(report.entries()).isEqualTo(4);
        assertThat(report.rotations()).isEqualTo(2);
        assertThat(report.verification().people().verified()).isEqualTo(1);
        assertThat(report.verification().evidence().verified()).isEqualTo(2);
        assertThat(report.verification().words().toString()).contains("The bundle has all 6 entries");
    }

    @Test
    void shouldEndWithAReportWhateverStandsInTheFile() {
        byte[] file = BundleFuzzer.file(bundle.parts());
        long end = System.nanoTime() + TIME.toNanos();
        for (int runs = 0; runs < LEAST_RUNS || System.nanoTime() < end; runs++) {
            byte[] changed = changed(file);
            BundleFuzzer.fuzzerTestOneInput(provider(changed));
            assertThat(BundleFuzzer.verify(changed, keys).verification().intact())
                    .isEqualTo(Arrays.equals(changed, file));
        }
    }

    @Test
    void shouldCallNothingSignedThatTheLogDoesNotHave() {
        byte[] parts = bundle.parts();
        long end = System.nanoTime() + TIME.toNanos();
        for (int runs = 0; runs < LEAST_RUNS || System.nanoTime() < end; runs++) {
            byte[] changed = changed(parts);
            BundleFuzzer.fuzzerTestOneInput(provider(changed));
            if (changed.length > 0 && changed[0] == parts[0]) {
                BundleReport report = BundleFuzzer.verify(BundleFuzzer.file(changed), keys);
                if (report.verification().strength().compareTo(Strength.SIGNED) >= 0) {
                    assertThat(BundleFuzzer.members(changed).entrySet())
                            .filteredOn(member -> member.getKey().startsWith("entries/"))
                            .isNotEmpty()
                            .allMatch(member -> bundle.hasEntry(member.getValue()));
                }
            }
        }
    }

    private byte[] changed(byte[] seed) {
        byte[] bytes = seed.clone();
        for (int changes = random.nextInt(3); changes >= 0 && bytes.length > 2; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:0\n\036\\PK".charAt(random.nextInt(13));
                case 2 -> bytes = random.nextInt(8) > 0 ? bytes : Arrays.copyOf(bytes, at + 1);
                default -> {
                    int from = random.nextInt(bytes.length);
                    System.arraycopy(
                            bytes, from, bytes, at, Math.min(random.nextInt(900), bytes.length - Math.max(from, at)));
                }
            }
        }
        return bytes;
    }

    /** The one method of the provider that the target uses; Jazzer itself brings the real one. */
    private static FuzzedDataProvider provider(byte[] bytes) {
        return (FuzzedDataProvider) Proxy.newProxyInstance(
                ShortBundleFuzzingTest.class.getClassLoader(),
                new Class<?>[] {FuzzedDataProvider.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("consumeRemainingAsBytes")) {
                        return bytes;
                    }
                    throw new IllegalStateException("Not used by our targets: " + method);
                });
    }
}
