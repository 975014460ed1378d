package io.jenkins.lib.releasegates.environment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an owner wrote down about approvals, not looked at yet.
 *
 * @param rule in the language of docs/formats/approval.md; empty: nobody is asked
 * @param timeout how long a request waits, such as 24h; empty for a day
 * @param ticket an expression that a reason has to match; empty for none
 * @param enforced who may not approve
 * @param unknownAuthors the group of which one more has to approve where authorship isn't known; empty: nobody can approve then
 * @param sources where changes are looked up; the first one that matches a job counts
 * @param reminder after which time people are reminded, and again, such as 4h; empty for never. It decides nothing, so it is no part of the rules
 * @param signers keys whose signatures of commits count, as lines of an allowed_signers file; empty for none
 * @param authors claimed or verified; empty for claimed
 * @param reauthenticate whether approvals and refusals need the password
 */
public record ApprovalDefinition(
        String rule,
        String timeout,
        boolean reasonMandatory,
        String ticket,
        Set<Ground> enforced,
        String unknownAuthors,
        List<Source> sources,
        String reminder,
        String signers,
        String authors,
        boolean reauthenticate) {

    /** Without reminders, signatures and passwords. */
    public ApprovalDefinition(
            String rule,
            String timeout,
            boolean reasonMandatory,
            String ticket,
            Set<Ground> enforced,
            String unknownAuthors,
            List<Source> sources) {
        this(rule, timeout, reasonMandatory, ticket, enforced, unknownAuthors, sources, "", "", "", false);
    }

    /** Nobody is asked. */
    public static final ApprovalDefinition NONE = new ApprovalDefinition("", "", false, "", Ground.ALL, "", List.of());

    /**
     * A repository as it was written.
     *
     * @param jobs pattern of full names of jobs whose changes it holds
     * @param repository as git names it
     * @param since the revision that counts as promoted before the first one was; empty for none
     * @param claimed whether the build's own word on its revision counts
     */
    public record Source(String jobs, String repository, String since, boolean claimed) {}

    public ApprovalDefinition {
        enforced = enforced.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(enforced));
        sources = List.copyOf(sources);
    }

    /** With reminders after that time. */
    public ApprovalDefinition reminding(String after) {
        return new ApprovalDefinition(
                rule,
                timeout,
                reasonMandatory,
                ticket,
                enforced,
                unknownAuthors,
                sources,
                after,
                signers,
                authors,
                reauthenticate);
    }

    /** With keys whose signatures count, and what is taken for known of authors. */
    public ApprovalDefinition trusting(String keys, String proof) {
        return new ApprovalDefinition(
                rule,
                timeout,
                reasonMandatory,
                ticket,
                enforced,
                unknownAuthors,
                sources,
                reminder,
                keys,
                proof,
                reauthenticate);
    }

    /** With the password for each answer, or without. */
    public ApprovalDefinition reauthenticating(boolean password) {
        return new ApprovalDefinition(
                rule,
                timeout,
                reasonMandatory,
                ticket,
                enforced,
                unknownAuthors,
                sources,
                reminder,
                signers,
                authors,
                password);
    }

    void write(ObjectNode all) {
        if (rule.isBlank()) {
            return;
        }
        ObjectNode json = all.putObject("approval");
        json.put("rule", rule).put("timeout", timeout);
        json.put("reasonMandatory", reasonMandatory).put("ticket", ticket).put("unknownAuthors", unknownAuthors);
        ArrayNode grounds = json.putArray("enforced");
        enforced.stream().sorted().forEach(ground -> grounds.add(ground.name()));
        // What wasn't there before these could be said must keep its digest.
        if (!signers.isBlank()) {
            json.put("signers", signers);
        }
        if (!authors.isEmpty()) {
            json.put("authors", authors);
        }
        if (reauthenticate) {
            json.put("reauthenticate", true);
        }
        ArrayNode list = json.putArray("sources");
        for (Source source : sources) {
            list.addObject()
                    .put("jobs", source.jobs())
                    .put("repository", source.repository())
                    .put("since", source.since())
                    .put("claimed", source.claimed());
        }
    }
}
