package io.jenkins.lib.releasegates.audit.witness;

import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A checkpoint as a witness keeps it.
 *
 * @param folder below the folder of its log
 * @param name in that folder; two checkpoints of one size have different ones
 * @param content the checkpoint
 */
record WitnessFile(String folder, String name, byte[] content) {

    private static final long PER_FOLDER = 10_000;
    private static final int DIGITS = 16;

    static WitnessFile of(Checkpoint checkpoint) {
        byte[] content = checkpoint.toString().getBytes(StandardCharsets.UTF_8);
        return new WitnessFile(
                number(checkpoint.size() / PER_FOLDER * PER_FOLDER),
                number(checkpoint.size()) + "-" + Digest.of(content).hex().substring(0, DIGITS) + ".txt",
                content);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%012d", number);
    }
}
