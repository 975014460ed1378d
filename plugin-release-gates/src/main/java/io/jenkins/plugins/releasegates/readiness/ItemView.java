package io.jenkins.plugins.releasegates.readiness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.lib.releasegates.audit.RecordedReadiness.Said;
import io.jenkins.lib.releasegates.readiness.ItemResult;
import io.jenkins.lib.releasegates.readiness.ItemStatus;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState;
import io.jenkins.lib.releasegates.readiness.answer.Statement;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One item, as a page shows it to one person. */
public final class ItemView {

    /** What outside of a build is as it was seen in the last one. */
    private static final List<ItemStatus> SEEN_IN_BUILDS = List.of(ItemStatus.UNCHECKED);

    private final About about;
    private final ItemResult result;
    private final ReadinessState state;
    private final List<Said> history;

    ItemView(About about, ItemResult result, ReadinessState state, List<Said> history) {
        this.about = about;
        this.result = result;
        this.state = state;
        this.history = List.copyOf(history);
    }

    /** Which item, and who looks; the account is empty for nobody in particular. */
    record About(ServiceItem service, String section, Item item, KnownPeople people, String account) {}

    public String getId() {
        return about.item().id();
    }

    public String getSection() {
        return about.section();
    }

    public String getQuestion() {
        return about.item().question();
    }

    public String getReason() {
        return about.item().why();
    }

    public String getGuidance() {
        return about.item().guidance();
    }

    public String getSeverity() {
        return about.item().severity().id();
    }

    public String getDigest() {
        return about.item().digest().toString();
    }

    public String getRole() {
        return about.item().role();
    }

    /** Who is in the role, in words. */
    public String getMembers() {
        return about.service()
                .role(getRole())
                .map(RoleItem::words)
                .filter(words -> !words.isEmpty())
                .orElse(Messages.ItemView_Nobody());
    }

    /** The check by which it answers itself, in words; empty where people do. */
    public String getCheck() {
        return about.item().check().map(check -> check.words()).orElse("");
    }

    /** What the check has come to in the last build that recorded it. */
    public String getLastCheck() {
        return state.lastCheck(getId())
                .map(last -> last.verdict().name() + ", " + last.at().truncatedTo(ChronoUnit.SECONDS))
                .orElse(Messages.ItemView_NotChecked());
    }

    public boolean isAttested() {
        return about.item().isAttested();
    }

    public boolean isEvidenceRequired() {
        return about.item().evidenceRequired();
    }

    public boolean isFollowUpAllowed() {
        return about.item().followUp();
    }

    public String getStatus() {
        return result.status().name();
    }

    /** What that means, and why. */
    public String getWords() {
        return result.words().why();
    }

    public String getStanding() {
        return SEEN_IN_BUILDS.contains(result.status())
                ? Messages.ItemView_InBuilds()
                : result.status().words();
    }

    /** Until when it stands so; empty where nothing ends it. */
    public String getUntil() {
        return result.source()
                .until()
                .map(until -> until.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("");
    }

    /** Whether it stands in the way. */
    public boolean isOpen() {
        return result.status().isOpen() && !SEEN_IN_BUILDS.contains(result.status());
    }

    /** Whether somebody has to say something. */
    public boolean isAsked() {
        return isOpen();
    }

    /** How the mark looks. */
    public String getTone() {
        if (SEEN_IN_BUILDS.contains(result.status())) {
            return "rg-note";
        }
        return isOpen() ? "rg-bad" : result.status() == ItemStatus.ACCEPTED ? "rg-careful" : "rg-good";
    }

    /** Whether the one who looks is in the role now. */
    public boolean isInRole() {
        return !about.account().isEmpty() && about.service().isInRole(about.account(), getRole(), about.people());
    }

    /** Whether the one who looks can say anything. */
    public boolean isAnswerable() {
        return !getChoices().isEmpty();
    }

    /** What the one who looks can say now. */
    public List<Choice> getChoices() {
        List<Choice> choices = new ArrayList<>();
        if (about.account().isEmpty()) {
            return choices;
        }
        Person me = about.people().aliases().ofAccount(about.account());
        boolean inRole = isInRole();
        if (inRole) {
            if (isAttested()) {
                choices.add(new Choice("YES", "", Messages.ItemView_Yes()));
            }
            choices.add(new Choice("NO", "", Messages.ItemView_No()));
            choices.add(new Choice("NOT_APPLICABLE", "", Messages.ItemView_NotApplicable()));
            if (isFollowUpAllowed()) {
                choices.add(new Choice("FOLLOW_UP", "", Messages.ItemView_FollowUp()));
            }
        }
        for (Statement said : state.statements(getId())) {
            boolean mine = said.person().filter(me::equals).isPresent();
            boolean current = said.itemDigest().equals(about.item().digest());
            String who = who(said);
            if (inRole && current && !mine && said.kind() == Statement.Kind.NOT_APPLICABLE) {
                choices.add(new Choice("CONFIRM", said.id(), Messages.ItemView_Confirm(who)));
            }
            if (inRole && current && isAttested() && said.kind() == Statement.Kind.FOLLOW_UP) {
                choices.add(new Choice("DONE", said.id(), Messages.ItemView_Done(who)));
            }
            if (mine || inRole) {
                choices.add(new Choice("WITHDRAW", said.id(), Messages.ItemView_Withdraw(who)));
            }
        }
        return choices;
    }

    private String who(Statement statement) {
        return history.stream()
                .filter(said -> said.entry().id().equals(statement.id()))
                .findFirst()
                .map(said -> SaidView.of(said).getWho())
                .orElse(Messages.ItemView_Erased());
    }

    /** All that was said, the newest first, with what the check has seen. */
    public List<SaidView> getHistory() {
        return history.stream().map(SaidView::of).toList();
    }

    /** What stands of it. */
    public List<SaidView> getStands() {
        return state.statements(getId()).stream()
                .flatMap(statement -> history.stream()
                        .filter(said -> said.entry().id().equals(statement.id()))
                        .map(SaidView::of))
                .toList();
    }

    /** For programs. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", getId());
        json.put("itemDigest", getDigest());
        json.put("section", getSection());
        json.put("question", getQuestion());
        json.put("severity", getSeverity());
        json.put("role", getRole());
        json.put("inRole", isInRole());
        json.put("attested", isAttested());
        json.put("status", getStatus());
        json.put("open", isOpen());
        json.put("why", getWords());
        Optional.of(getUntil()).filter(until -> !until.isEmpty()).ifPresent(until -> json.put("until", until));
        state.lastCheck(getId())
                .ifPresent(last -> json.putObject("lastCheck")
                        .put("at", last.at().toString())
                        .put("verdict", last.verdict().name()));
        ArrayNode choices = json.putArray("choices");
        getChoices()
                .forEach(choice ->
                        choices.addObject().put("what", choice.getWhat()).put("statement", choice.getStatement()));
        ArrayNode said = json.putArray("said");
        getHistory().forEach(view -> said.add(view.json()));
        return json;
    }

    /** Something that can be said. */
    public static final class Choice {
        private final String what;
        private final String statement;
        private final String words;

        Choice(String what, String statement, String words) {
            this.what = what;
            this.statement = statement;
            this.words = words;
        }

        public String getWhat() {
            return what;
        }

        /** What it refers to; empty where to nothing. */
        public String getStatement() {
            return statement;
        }

        public String getWords() {
            return words;
        }

        /** Both in one, as a form sends it. */
        public String getValue() {
            return what + " " + statement;
        }
    }
}
