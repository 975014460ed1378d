package io.jenkins.plugins.releasegates.approval;

import hudson.console.HyperlinkNote;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.releasegates.build.StepSurroundings;

/** What a step that waits says in the log of its build. */
record StepLog(Run<?, ?> run, TaskListener listener) {

    void say(String line) {
        listener.getLogger().println(StepSurroundings.line(line));
    }

    /** A line that leads to a page of the build, by its address below that. */
    void link(String page, String words) {
        listener.getLogger()
                .println(StepSurroundings.line("") + HyperlinkNote.encodeTo("/" + run.getUrl() + page, words));
    }
}
