package io.jenkins.plugins.releasegates.readiness;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.RecordedReadiness.Said;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.readiness.answer.GivenEvidence;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEventJson;
import io.jenkins.lib.releasegates.readiness.answer.Voice;
import io.jenkins.plugins.releasegates.Messages;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Something that was said or seen, as a page shows it. */
public final class SaidView {

    private final Said said;
    private final String what;
    private final List<GivenEvidence> evidence;
    private final Optional<Voice> by;

    private SaidView(Said said, String what, List<GivenEvidence> evidence, Optional<Voice> by) {
        this.said = said;
        this.what = what;
        this.evidence = evidence;
        this.by = by;
    }

    static SaidView of(Said said) {
        return said.event().fold(new Cases(said));
    }

    public String getId() {
        return said.entry().id();
    }

    /** What it says. */
    public String getWhat() {
        return what;
    }

    /** Who; nobody for a check. */
    public String getWho() {
        if (by.isEmpty()) {
            return Messages.SaidView_Jenkins();
        }
        People people = said.people();
        String account = people.actorId().filter(id -> !id.isBlank()).orElse("");
        if (account.isEmpty()) {
            return Messages.ItemView_Erased();
        }
        String name = people.actorName().orElse("");
        return name.isBlank() || name.equals(account) ? account : name + " (" + account + ")";
    }

    public String getAt() {
        return said.entry().at().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Why; empty where nothing was given, or it isn't kept any more. */
    public String getReason() {
        return said.people().value(ReadinessEventJson.REASON).orElse("");
    }

    /** What was shown for it. */
    public List<Shown> getEvidence() {
        return evidence.stream().map(Shown::new).toList();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", getId())
                .put("kind", said.entry().kind())
                .put("at", getAt())
                .put("what", what)
                .put("who", getWho());
        json.put("reason", getReason());
        by.ifPresent(voice -> json.put("inRole", voice.inRole()));
        getEvidence()
                .forEach(shown -> json.withArray("evidence")
                        .addObject()
                        .put("location", shown.getLocation())
                        .put("digest", shown.getDigest()));
        return json;
    }

    /** A piece of evidence. */
    public static final class Shown {
        private final GivenEvidence given;

        Shown(GivenEvidence given) {
            this.given = given;
        }

        /** Name of the file, or the link. */
        public String getLocation() {
            return given.location().text().orElse(Messages.ItemView_Erased());
        }

        /** Whether it can be followed. */
        public boolean isLink() {
            return given.kind() == GivenEvidence.Kind.LINK
                    && given.location()
                            .text()
                            .filter(text -> text.startsWith("https://") || text.startsWith("http://"))
                            .isPresent();
        }

        /** Of the file; empty for a link. */
        public String getDigest() {
            return given.digest().map(Object::toString).orElse("");
        }
    }

    /** Words for each kind. */
    private record Cases(Said said) implements ReadinessEvent.Cases<SaidView> {

        private SaidView view(String what, List<GivenEvidence> evidence, Voice by) {
            return new SaidView(said, what, evidence, Optional.of(by));
        }

        @Override
        public SaidView answered(ReadinessEvent.Answered event) {
            String words = switch (event.answer()) {
                case YES -> Messages.SaidView_Yes();
                case NO -> Messages.SaidView_No();
                case NOT_APPLICABLE -> Messages.SaidView_NotApplicable();
            };
            String until = event.expires()
                    .map(day ->
                            Messages.SaidView_Until(day.atZone(ZoneOffset.UTC).toLocalDate()))
                    .orElse("");
            return view(words + until, event.evidence(), event.by());
        }

        @Override
        public SaidView withdrawn(ReadinessEvent.Withdrawn event) {
            return view(Messages.SaidView_Withdrawn(event.statement()), List.of(), event.by());
        }

        @Override
        public SaidView notApplicableConfirmed(ReadinessEvent.NotApplicableConfirmed event) {
            return view(Messages.SaidView_Confirmed(event.statement()), List.of(), event.by());
        }

        @Override
        public SaidView followUpOpened(ReadinessEvent.FollowUpOpened event) {
            String owner = event.owner().text().orElse(Messages.ItemView_Erased());
            return view(
                    Messages.SaidView_FollowUp(
                            event.due().atZone(ZoneOffset.UTC).toLocalDate(), owner),
                    List.of(),
                    event.by());
        }

        @Override
        public SaidView followUpDone(ReadinessEvent.FollowUpDone event) {
            return view(Messages.SaidView_Done(event.statement()), event.evidence(), event.by());
        }

        @Override
        public SaidView checked(ReadinessEvent.Checked event) {
            return new SaidView(said, Messages.SaidView_Checked(event.verdict().name()), List.of(), Optional.empty());
        }
    }
}
