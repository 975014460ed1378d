package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.ReadinessRecorded;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEventJson;
import java.util.Locale;

/** What an event about the readiness of a service says, as a sentence. */
final class ReadinessWords {

    private ReadinessWords() {}

    /** Hostile text. */
    static String of(ReadinessRecorded event, People people) {
        String about = "Readiness of " + event.service() + ", " + event.checklist() + ", item " + event.item() + ": ";
        String reason = people.value(ReadinessEventJson.REASON).orElse("");
        return about + said(event, people) + (reason.isBlank() ? "." : ": " + reason);
    }

    private static String said(ReadinessRecorded event, People people) {
        return switch (ReadinessEventJson.KINDS.indexOf(event.kind())) {
            case 0 -> "answered with " + event.answer().toLowerCase(Locale.ROOT).replace('_', ' ');
            case 1 -> "something that was said was taken back";
            case 2 -> "a second person confirms that it does not apply";
            case 3 ->
                "not so, which is accepted until " + event.due()
                        + people.value(ReadinessEventJson.OWNER)
                                .map(owner -> "; " + owner + " will do it")
                                .orElse("");
            case 4 -> "what was to follow is done";
            default -> "checked, " + event.verdict().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
