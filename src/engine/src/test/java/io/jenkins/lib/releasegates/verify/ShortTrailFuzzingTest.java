package io.jenkins.lib.releasegates.verify;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.jenkins.lib.releasegates.verify.fuzz.LogFuzzer;
import io.jenkins.lib.releasegates.verify.fuzz.TrailFuzzer;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The verifier's fuzz targets for a second each in every build, with a trail and a log changed at random and always the same seed. */
class ShortTrailFuzzingTest {

    private static final Duration TIME = Duration.ofMillis(1_200);
    private static final int AT_LEAST = 30;

    @Test
    void shouldEndWithAReportWhateverComes() {
        HandWrittenTrail trail = new HandWrittenTrail().decision().decision();
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.writeBytes(trail.bytes());
        seed.write(0x1e);
        seed.writeBytes(trail.people());
        Random random = new Random(20261121);
        long end = System.nanoTime() + TIME.toNanos();
        int runs = 0;
        TrailFuzzer.fuzzerTestOneInput(provider(seed.toByteArray()));
        while (System.nanoTime() < end || runs < AT_LEAST) {
            TrailFuzzer.fuzzerTestOneInput(provider(changed(seed.toByteArray(), random)));
            runs++;
        }
    }

    @Test
    void shouldEndWithAReportWhateverSurroundsTheTrail() {
        HandWrittenLog log = HandWrittenLog.of(2).entries(1).checkpoint();
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.writeBytes(log.trail.bytes());
        for (String part : List.of(
                String.join("\n", log.checkpoints) + "\n",
                log.checkpoints.get(1),
                log.key().vkey(),
                log.checkpoints.get(0))) {
            seed.write(0x1e);
            seed.writeBytes(part.getBytes(StandardCharsets.UTF_8));
        }
        Random random = new Random(20261121);
        long end = System.nanoTime() + TIME.toNanos();
        int runs = 0;
        LogFuzzer.fuzzerTestOneInput(provider(seed.toByteArray()));
        while (System.nanoTime() < end || runs < AT_LEAST) {
            LogFuzzer.fuzzerTestOneInput(provider(changed(seed.toByteArray(), random)));
            runs++;
        }
    }

    private static byte[] changed(byte[] seed, Random random) {
        byte[] bytes = seed;
        for (int changes = random.nextInt(4); changes >= 0 && bytes.length > 2; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:0\n\036\\u".charAt(random.nextInt(12));
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
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
                ShortTrailFuzzingTest.class.getClassLoader(),
                new Class<?>[] {FuzzedDataProvider.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("consumeRemainingAsBytes")) {
                        return bytes;
                    }
                    throw new IllegalStateException("Not used by our targets: " + method);
                });
    }
}
