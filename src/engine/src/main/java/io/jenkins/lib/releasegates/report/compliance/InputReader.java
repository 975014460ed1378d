package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.audit.entry.InputAnswered;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.report.compliance.Promotion.PlainInput;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads how plain {@code input} steps ended in the builds of a promotion. The pipeline says what is asked there and who may answer, so that nothing is concluded
 * from them, and no approval that is missing is found in them.
 */
final class InputReader {

    private final LedgerLook look;

    InputReader(LedgerLook look) {
        this.look = look;
    }

    /** Their entries, of the build that was decided about and of the one that deployed; each once. */
    List<TrailEntry> read(TrailEntry started, Optional<DecisionReader.Read> decision) {
        Set<String> builds = new LinkedHashSet<>();
        decision.ifPresent(made -> builds.add(made.entry().build()));
        builds.add(started.build());
        return builds.stream()
                .flatMap(build -> look.entriesOf(build).stream())
                .filter(entry -> entry.kind().equals(InputAnswered.KIND))
                .toList();
    }

    PlainInput input(TrailEntry entry) {
        return new PlainInput(
                entry.id(),
                entry.at(),
                entry.subject().path("jobName").asText(),
                entry.subject().path("number").asInt(),
                entry.body().path("input").asText(),
                entry.body().path("answer").asText("?"),
                look.who(entry),
                look.typed(entry, InputAnswered.MESSAGE));
    }
}
