package io.jenkins.plugins.releasegates.exemption;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.StandingExemption;
import io.jenkins.lib.releasegates.audit.StandingExemption.State;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAnswered;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAsked;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What people see of an exception; all texts are hostile and escaped by the page. */
public final class ExemptionView {

    private final StandingExemption standing;
    private final Said asked;
    private final List<Said> answers;
    private final boolean answerable;
    private final boolean withdrawable;
    private final boolean reviewable;

    private ExemptionView(
            StandingExemption standing,
            Said asked,
            List<Said> answers,
            boolean answerable,
            boolean withdrawable,
            boolean reviewable) {
        this.standing = standing;
        this.asked = asked;
        this.answers = List.copyOf(answers);
        this.answerable = answerable;
        this.withdrawable = withdrawable;
        this.reviewable = reviewable;
    }

    static ExemptionView of(Ledger ledger, Run<?, ?> run, StandingExemption standing) throws LedgerException {
        List<Said> answers = new ArrayList<>();
        for (TrailEntry answer : standing.answers()) {
            answers.add(Said.of(ledger, answer, answer.body().path("answer").asText()));
        }
        if (standing.review().isPresent()) {
            TrailEntry review = standing.review().get();
            answers.add(Said.of(ledger, review, review.body().path("finding").asText()));
        }
        PersonAliases aliases = EnvironmentConfiguration.get().knownPeople().aliases();
        String account = ReleaseGates.actor().id();
        boolean waiver = standing.event() instanceof WaiverAsked;
        boolean known = !account.isEmpty();
        boolean may = known && ReleaseGates.may(run, waiver ? ReleaseGates.WAIVE : ReleaseGates.BREAK_GLASS);
        boolean mine = known && ledger.exemptions().isBy(standing.asked(), account, aliases);
        boolean asked = standing.state() == State.ASKED;
        return new ExemptionView(
                standing,
                Said.of(ledger, standing.asked(), ""),
                answers,
                asked && may && !mine,
                (asked || standing.state() == State.GRANTED) && (may || mine),
                known
                        && standing.lacksReview()
                        && ReleaseGates.may(ReleaseGates.CONFIGURE_ENVIRONMENT)
                        && ledger.exemptions()
                                .objectionToReview(standing, account, aliases)
                                .isEmpty());
    }

    /**
     * What somebody has said.
     */
    public static final class Said {

        private final String who;
        private final String what;
        private final String at;
        private final String reason;
        private final String ticket;

        private Said(String who, String what, String at, String reason, String ticket) {
            this.who = who;
            this.what = what;
            this.at = at;
            this.reason = reason;
            this.ticket = ticket;
        }

        static Said of(Ledger ledger, TrailEntry entry, String what) throws LedgerException {
            People people = ledger.people(entry.seq());
            return new Said(
                    people.actorId().orElse(Messages.ExemptionView_Erased()),
                    what,
                    entry.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                    people.value(ExemptionAnswered.REASON).orElse(""),
                    people.value(ExemptionAsked.TICKET).orElse(""));
        }

        public String getWho() {
            return who;
        }

        /** The word for it. */
        public String getWhat() {
            return what;
        }

        public String getAt() {
            return at;
        }

        public String getReason() {
            return reason;
        }

        public String getTicket() {
            return ticket;
        }
    }

    public String getId() {
        return standing.id();
    }

    /** Tells it from others on the page. */
    public String getNumber() {
        return getId().substring(getId().indexOf('/') + 1);
    }

    public String getEnvironment() {
        return standing.event().environment();
    }

    public boolean isWaiver() {
        return standing.event() instanceof WaiverAsked;
    }

    /** The gate that is to be waived; empty for broken glass. */
    public String getGate() {
        return standing.event() instanceof WaiverAsked waiver ? waiver.gate() : "";
    }

    /** The word for programs and styles. */
    public String getState() {
        return standing.state().name();
    }

    /** How it stands, as a sentence. */
    public String getStatus() {
        String end = standing.until()
                .orElse(standing.event().open())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        return switch (standing.state()) {
            case ASKED -> isWaiver() ? Messages.ExemptionView_AskedWaiver(end) : Messages.ExemptionView_AskedGlass(end);
            case GRANTED -> Messages.ExemptionView_Granted(end);
            case REFUSED -> Messages.ExemptionView_Refused();
            case WITHDRAWN -> Messages.ExemptionView_Withdrawn();
            case EXPIRED -> Messages.ExemptionView_Expired(end);
        };
    }

    /** Whether nobody has reviewed yet that the glass was broken. */
    public boolean isUnreviewed() {
        return standing.lacksReview();
    }

    /** Whether somebody is waited for. */
    public boolean isOpen() {
        return standing.state() == State.ASKED || standing.lacksReview();
    }

    /** The question. */
    public Said getAsked() {
        return asked;
    }

    /** The answers, and the review. */
    public List<Said> getAnswers() {
        return answers;
    }

    /** Whether the one who looks may grant or refuse it. */
    public boolean isAnswerable() {
        return answerable;
    }

    /** Whether the one who looks may withdraw it. */
    public boolean isWithdrawable() {
        return withdrawable;
    }

    /** Whether the one who looks may review it. */
    public boolean isReviewable() {
        return reviewable;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", getId())
                .put("what", isWaiver() ? "WAIVER" : "BREAK_GLASS")
                .put("environment", getEnvironment())
                .put("state", getState())
                .put("status", getStatus())
                .put("lacksReview", isUnreviewed());
        if (isWaiver()) {
            json.put("gate", getGate());
        }
        said(json.putObject("asked"), asked);
        ArrayNode list = json.putArray("answers");
        answers.forEach(said -> said(list.addObject().put("answer", said.getWhat()), said));
        return json.put("answerable", answerable)
                .put("withdrawable", withdrawable)
                .put("reviewable", reviewable);
    }

    private static void said(ObjectNode json, Said said) {
        json.put("who", said.getWho()).put("at", said.getAt()).put("reason", said.getReason());
        if (!said.getTicket().isEmpty()) {
            json.put("ticket", said.getTicket());
        }
    }
}
