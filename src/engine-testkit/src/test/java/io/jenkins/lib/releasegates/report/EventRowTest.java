package io.jenkins.lib.releasegates.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventRowTest {

    @TempDir
    private Path directory;

    @Test
    void shouldSayThatAConfigurationWasChanged() throws LedgerException {
        try (Ledger ledger = Ledger.open(directory)) {
            assertThat(row(ledger, Optional.of(Digest.of(new byte[1]))).words())
                    .isEqualTo("The configuration of job shop/cart was changed.");
            assertThat(row(ledger, Optional.empty()).words())
                    .isEqualTo("The configuration of job shop/cart was changed; what it was before is not known.");
            assertThat(row(ledger, Optional.empty()).actor().orElseThrow().id()).hasValue(Releases.ALICE.id());
        }
    }

    private static EventRow row(Ledger ledger, Optional<Digest> before) throws LedgerException {
        return EventRow.of(
                ledger,
                ledger.record(
                        SubjectChanged.configured("shop/cart", before, Digest.of(new byte[2])),
                        EntrySubject.job("job-1", "shop/cart"),
                        Releases.ALICE,
                        Map.of(),
                        Releases.NOW));
    }
}
