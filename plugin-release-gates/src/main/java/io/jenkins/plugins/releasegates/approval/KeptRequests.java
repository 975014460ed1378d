package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.ApprovalJson;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How requests began, in files beside their build: names and addresses that the record doesn't hold, and that go when the build goes. */
final class KeptRequests {

    private static final Logger LOGGER = Logger.getLogger(KeptRequests.class.getName());
    private static final String FOLDER = "release-gates-approvals";

    private KeptRequests() {}

    /** Keeps a request; durable on return. */
    static void keep(Run<?, ?> run, ApprovalRequest request) throws IOException {
        byte[] state = Approvals.state(request).getBytes(StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(run.getRootDir().toPath().resolve(FOLDER));
        Path draft = Files.createTempFile(folder, "draft", ".tmp");
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(state);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file(run, Digest.of(state).toString()), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder)) {
            directory.force(true);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A directory can't be forced here", e);
        }
    }

    /**
     * A request with all that has happened to it.
     *
     * @throws LedgerException when it isn't kept as it was asked; nothing counts then
     */
    static Approvals.Standing standing(Ledger ledger, Run<?, ?> run, TrailEntry asked) throws LedgerException {
        String kept = ledger.people(asked.seq()).value(ApprovalAsked.STATE).orElse("");
        if (!kept.matches("sha256:[0-9a-f]{64}")) {
            throw new LedgerException("it isn't known any more what request " + asked.id() + " was");
        }
        Path file = file(run, kept);
        try {
            if (Files.size(file) > ApprovalJson.MAX_LENGTH) {
                throw new LedgerException("request " + asked.id() + " isn't kept with its build as it was asked");
            }
            return ledger.approvals().standing(asked, Files.readString(file));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Request " + asked.id() + " can't be read in " + file);
            throw new LedgerException("request " + asked.id() + " isn't kept with its build", e);
        }
    }

    private static Path file(Run<?, ?> run, String digest) {
        return run.getRootDir().toPath().resolve(FOLDER).resolve(digest.substring("sha256:".length()) + ".json");
    }
}
