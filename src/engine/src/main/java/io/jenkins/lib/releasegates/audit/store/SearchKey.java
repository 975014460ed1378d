package io.jenkins.lib.releasegates.audit.store;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAnswered;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.ApprovalEnded;
import io.jenkins.lib.releasegates.audit.entry.ApprovalReminded;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassAsked;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassReviewed;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded;
import io.jenkins.lib.releasegates.audit.entry.DeploymentStarted;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAnswered;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Something that people look for in the whole ledger.
 *
 * @param by what it is
 * @param value its value
 */
public record SearchKey(By by, String value) {

    private static final Set<String> ABOUT_ARTIFACTS = Set.of(
            Event.DecisionMade.KIND,
            DeploymentStarted.KIND,
            DeploymentEnded.KIND,
            ApprovalAsked.KIND,
            ApprovalAnswered.KIND,
            ApprovalEnded.KIND,
            ApprovalReminded.KIND,
            WaiverAsked.KIND,
            ExemptionAnswered.What.WAIVER.kind(),
            BreakGlassAsked.KIND,
            ExemptionAnswered.What.BREAK_GLASS.kind(),
            BreakGlassReviewed.KIND);

    private static final JsonPointer ENVIRONMENT = JsonPointer.compile("/environment/name");

    /** What can be looked for. */
    public enum By {
        /** Id of a job, or the full name that it had then. */
        JOB,
        /** Kind of an event. */
        KIND,
        /** Day of an event in UTC, as ISO 8601 writes it. */
        DAY,
        /** Digest of an artifact that was decided about, or deployed. */
        ARTIFACT,
        /** Name of an environment that something was decided about, or deployed in. */
        ENVIRONMENT,
        /** Id of a person, as long as it is kept. */
        PERSON
    }

    /** The day of that instant. */
    public static SearchKey day(Instant at) {
        return day(at.atZone(ZoneOffset.UTC).toLocalDate());
    }

    /** That day in UTC. */
    public static SearchKey day(LocalDate day) {
        return new SearchKey(By.DAY, day.toString());
    }

    /** What an entry is found by, told from the entry alone; whoever keeps values of persons adds those. */
    public static List<SearchKey> of(TrailEntry entry) {
        List<SearchKey> keys = new ArrayList<>();
        String job = entry.subject().path("job").asText("");
        String name = entry.subject().path("jobName").asText("");
        if (!job.isEmpty()) {
            keys.add(new SearchKey(By.JOB, job));
        }
        if (!name.isEmpty() && !name.equals(job)) {
            keys.add(new SearchKey(By.JOB, name));
        }
        keys.add(new SearchKey(By.KIND, entry.kind()));
        keys.add(day(entry.at()));
        if (ABOUT_ARTIFACTS.contains(entry.kind())) {
            for (JsonNode artifact : entry.body().path("artifacts")) {
                keys.add(new SearchKey(By.ARTIFACT, artifact.path("digest").asText()));
            }
            String environment = entry.body().at(ENVIRONMENT).asText("");
            if (!environment.isEmpty()) {
                keys.add(new SearchKey(By.ENVIRONMENT, environment));
            }
        }
        return keys;
    }
}
