package io.jenkins.plugins.releasegates.health;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.slo.policy.ChangeFact;
import io.jenkins.lib.releasegates.slo.policy.ClaimedChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a build says of its own change, by environment and files: it is asked again whenever the health of a service is. */
@Restricted(NoExternalUse.class)
public final class ClaimedChanges extends InvisibleAction {

    private final Map<String, Claim> claims = new LinkedHashMap<>();

    /** Not a record: those can't be read back from the file of a build. */
    public static final class Claim {

        /** Nothing is said. */
        public static final Claim NONE = new Claim("", List.of(), List.of(), "");

        private final String changeClass;
        private final ArrayList<String> labels;
        private final ArrayList<String> tickets;
        private final String postmortem;

        /** With the class of the change, what proves it, and where an incident was looked into; empty texts for nothing. */
        public Claim(String changeClass, List<String> labels, List<String> tickets, String postmortem) {
            this.changeClass = changeClass;
            this.labels = new ArrayList<>(labels);
            this.tickets = new ArrayList<>(tickets);
            this.postmortem = postmortem;
        }

        /** The class of the change; empty where none is claimed. */
        public String changeClass() {
            return changeClass;
        }

        /**
         * As error-budget policies take it.
         *
         * @param seen what is known besides; what the pipeline says is reported by itself
         */
        public ClaimedChange change(Optional<ChangeFact> seen) {
            List<ChangeFact> facts = new ArrayList<>();
            facts.add(new ChangeFact(ChangeFact.Kind.LABELS, labels, Provenance.REPORTED));
            facts.add(new ChangeFact(ChangeFact.Kind.TICKETS, tickets, Provenance.REPORTED));
            seen.ifPresent(facts::add);
            return new ClaimedChange(changeClass, facts);
        }

        /** Where an incident was looked into. */
        public Optional<String> postmortem() {
            return Optional.of(postmortem).filter(link -> !link.isEmpty());
        }

        boolean isNone() {
            return changeClass.isEmpty() && labels.isEmpty() && tickets.isEmpty() && postmortem.isEmpty();
        }
    }

    private ClaimedChanges() {}

    /** Keeps what a build says of these files on their way to an environment; what it said of them before doesn't count any more. */
    public static void keep(Run<?, ?> run, String environment, Set<Digest> files, Claim claim) throws IOException {
        ClaimedChanges before = run.getAction(ClaimedChanges.class);
        if (before == null && claim.isNone()) {
            return;
        }
        ClaimedChanges now = new ClaimedChanges();
        if (before != null) {
            now.claims.putAll(before.claims);
        }
        now.claims.put(key(environment, files), claim);
        run.addOrReplaceAction(now);
        run.save();
    }

    /** What that build says of these files. */
    public static Claim of(Run<?, ?> run, String environment, Set<Digest> files) {
        ClaimedChanges kept = run.getAction(ClaimedChanges.class);
        return kept == null ? Claim.NONE : kept.claims.getOrDefault(key(environment, files), Claim.NONE);
    }

    private static String key(String environment, Set<Digest> files) {
        return environment + files.stream().map(file -> "\n" + file).sorted().collect(Collectors.joining());
    }
}
