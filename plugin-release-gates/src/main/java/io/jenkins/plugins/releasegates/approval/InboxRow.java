package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import java.time.Instant;

/** Something in a build that waits for people; all texts are hostile and escaped by the page. */
public final class InboxRow {

    private final Run<?, ?> run;
    private final String page;
    private final String environment;
    private final String request;
    private final String wanted;
    private final Instant since;
    private final Instant deadline;
    private final boolean mine;

    /**
     * Of that build.
     *
     * @param page of the build where it is answered
     * @param request id of the entry that asks
     * @param wanted who or what is wanted, in words
     * @param mine whether the reader could answer
     */
    public InboxRow(
            Run<?, ?> run,
            String page,
            String environment,
            String request,
            String wanted,
            Instant since,
            Instant deadline,
            boolean mine) {
        this.run = run;
        this.page = page;
        this.environment = environment;
        this.request = request;
        this.wanted = wanted;
        this.since = since;
        this.deadline = deadline;
        this.mine = mine;
    }

    /** Whether the reader could answer. */
    public boolean isMine() {
        return mine;
    }

    public String getBuild() {
        return run.getFullDisplayName();
    }

    /** From the root of this Jenkins. */
    public String getUrl() {
        return run.getUrl() + page + "/";
    }

    public String getEnvironment() {
        return environment;
    }

    public String getRequest() {
        return request;
    }

    public String getSince() {
        return Texts.time(since);
    }

    /** Empty where there is none. */
    public String getDeadline() {
        return deadline.equals(Instant.MAX) ? "" : Texts.time(deadline);
    }

    public String getRule() {
        return wanted;
    }
}
