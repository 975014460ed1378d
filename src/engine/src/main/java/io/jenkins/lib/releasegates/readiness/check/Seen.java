package io.jenkins.lib.releasegates.readiness.check;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.checklist.Check;
import java.util.List;
import java.util.Optional;

/** What a check saw, of which a verdict is made. */
record Seen(Check check, String observed, Optional<Provenance> provenance, List<Digest> evidence) {

    Verdict passed(String why) {
        return new Verdict.Passed(grounds(why));
    }

    Verdict warned(String why) {
        return new Verdict.Warned(grounds(why));
    }

    Verdict failed(String why) {
        return new Verdict.Failed(grounds(why));
    }

    Verdict inconclusive(String why) {
        return new Verdict.Inconclusive(grounds(why));
    }

    private Grounds grounds(String why) {
        return new Grounds(observed, check.words(), why, provenance, evidence);
    }
}
