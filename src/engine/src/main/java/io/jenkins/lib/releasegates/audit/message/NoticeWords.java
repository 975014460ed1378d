package io.jenkins.lib.releasegates.audit.message;

import static io.jenkins.lib.releasegates.audit.message.Notice.value;

import io.jenkins.lib.releasegates.audit.message.Notice.Reader;
import java.util.Map;

/** How a notice begins: what its reader is to do, or what has happened. */
final class NoticeWords {

    private NoticeWords() {}

    static String of(Map<String, Object> values, Reader reader) {
        boolean you = reader == Reader.ASKED;
        return switch (value(values, "kind")) {
            case "approval-asked" -> you ? "Please approve or refuse" : "People are asked to approve";
            case "approval-reminded" ->
                you ? "Still waiting for you to approve or refuse" : "Still waiting for approval";
            case "approval-answered", "approval-ended" -> approval(values, you);
            case "waiver-asked" -> you ? "Please grant or refuse to waive a gate" : "Somebody asks to waive a gate";
            case "waiver-answered" -> "The waiver was " + past(values);
            case "break-glass-asked" ->
                you ? "Emergency, please confirm or refuse" : "Emergency declared, to be confirmed";
            case "break-glass-answered" -> "The emergency was " + past(values);
            case "break-glass-reviewed" -> "The emergency was reviewed, " + status(values);
            case "deployment-started" -> "A deployment begins";
            case "deployment-ended" -> "A deployment has ended, " + status(values);
            case "decision-revoked" -> "A decision was revoked, and admits nothing any more";
            case "readiness-checked" -> "An item of a readiness checklist was checked";
            case "readiness-answered",
                    "readiness-withdrawn",
                    "readiness-not-applicable-confirmed",
                    "readiness-follow-up-opened",
                    "readiness-follow-up-done" -> "Somebody has said something about the readiness of a service";
            case "decision-made" -> "A decision was made, " + value(values, "verdict");
            default -> value(values, "kind").replace('-', ' ');
        };
    }

    private static String approval(Map<String, Object> values, boolean you) {
        return switch (value(values, "status")) {
            case "WAITING" -> waiting(value(values, "answer"), you);
            case "APPROVED" -> "Approved";
            case "REJECTED" -> "Refused";
            case "TIMED_OUT" -> "Nobody has decided in time";
            case "SUPERSEDED" -> "Not asked any more, a newer build asks";
            case "ABORTED" -> "Not asked any more, the build has ended";
            case "STALE" -> "The approval doesn't hold any more, something has changed";
            default -> "The request for approval has ended";
        };
    }

    private static String waiting(String answer, boolean you) {
        if (you) {
            return "It is your turn to approve or refuse";
        }
        return answer.equals("WITHDRAW") ? "An approval was taken back" : "One has approved, others are missing";
    }

    private static String past(Map<String, Object> values) {
        return switch (value(values, "answer")) {
            case "GRANTED" -> "granted";
            case "REFUSED" -> "refused";
            default -> "withdrawn";
        };
    }

    private static String status(Map<String, Object> values) {
        return value(values, "status").replace('_', ' ');
    }

    /** Empty where nobody has to. */
    static String whoActs(Map<String, Object> values, Reader reader) {
        boolean you = reader == Reader.ASKED;
        boolean waits = value(values, "status").equals("WAITING");
        return switch (value(values, "kind")) {
            case "approval-asked", "approval-reminded" -> whomRuleAsks(you);
            case "approval-answered" -> waits ? whomRuleAsks(you) : "";
            case "waiver-asked" -> you ? "you, or others who may waive" : "people who may waive";
            case "break-glass-asked" -> you ? "you, or others who may break the glass" : "a second person";
            default -> "";
        };
    }

    private static String whomRuleAsks(boolean you) {
        return you ? "you, and whom else its rule asks" : "whom its rule asks";
    }
}
