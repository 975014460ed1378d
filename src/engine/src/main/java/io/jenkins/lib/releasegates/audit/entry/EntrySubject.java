package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.gate.Subject;

/**
 * What an entry is about, as it stands there.
 *
 * @param json without members where it is the ledger itself
 */
public record EntrySubject(ObjectNode json) {

    private static final int MAX_ID = 200;
    private static final int MAX_NAME = 1_000;

    /** The ledger itself. */
    public static EntrySubject ledger() {
        return new EntrySubject(JsonNodeFactory.instance.objectNode());
    }

    /**
     * A job.
     *
     * @param job its id
     * @param jobName its full name at this moment
     * @throws IllegalArgumentException when an id is too long
     */
    public static EntrySubject job(String job, String jobName) {
        EntrySubject subject = ledger();
        subject.json.put("job", id(job)).put("jobName", cut(jobName, MAX_NAME));
        return subject;
    }

    /**
     * A build.
     *
     * @param build its id
     * @param number what it is known by in its job
     * @throws IllegalArgumentException when an id is too long
     */
    public static EntrySubject build(String job, String jobName, String build, int number) {
        EntrySubject subject = job(job, jobName);
        subject.json.put("build", id(build)).put("number", number);
        return subject;
    }

    /**
     * A judgement, or what was judged.
     *
     * @throws IllegalArgumentException when an id is too long
     */
    public static EntrySubject of(Subject subject) {
        EntrySubject judged = build(subject.job(), subject.jobName(), subject.build(), subject.number());
        ObjectNode json = judged.json;
        subject.branch().ifPresent(branch -> json.put("branch", cut(branch, MAX_NAME)));
        subject.targetBranch().ifPresent(branch -> json.put("targetBranch", cut(branch, MAX_NAME)));
        subject.revision().ifPresent(revision -> json.put("revision", cut(revision, MAX_NAME)));
        json.put("origin", subject.origin().name());
        subject.step().ifPresent(step -> json.put("step", cut(step, MAX_NAME)));
        subject.title().ifPresent(title -> json.put("title", cut(title, MAX_NAME)));
        return judged;
    }

    /** What that entry is about. */
    public static EntrySubject of(TrailEntry entry) {
        return new EntrySubject(entry.subject().deepCopy());
    }

    private static String id(String id) {
        if (id.length() > MAX_ID) {
            throw new IllegalArgumentException(
                    "Ids of jobs and builds have at most " + MAX_ID + " characters, found " + id.length());
        }
        return id;
    }

    /** The beginning of a text that is too long, with a sign that it goes on. */
    public static String cut(String text, int characters) {
        return text.length() > characters ? text.substring(0, characters - 1) + "…" : text;
    }
}
