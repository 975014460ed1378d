package io.jenkins.plugins.releasegates.deployment.queue;

import hudson.model.AbstractProject;
import hudson.model.Cause;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Queue;
import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.approval.QueueSteps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A build that has not begun, and how it stands with it. All that is known of it is of the moment at which it came. */
final class QueuedBuild {

    /** Between leaving the queue and being at work. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(5);

    private final long id;
    private final AbstractProject<?, ?> project;
    private final WaitForEnvironment wanted;
    private final String artifact;
    private final List<Cause> causes;
    private final long since;

    private volatile Optional<String> blockage = Optional.of(Messages.WaitForEnvironment_NotLookedAt());
    private volatile @Nullable Instant left;
    private volatile @Nullable Run<?, ?> run;
    private volatile boolean cancelled;
    private final AtomicBoolean lookWanted = new AtomicBoolean();
    private final AtomicBoolean glanceWanted = new AtomicBoolean();
    private final Lock lookedAt = new ReentrantLock();
    private boolean missing;
    private volatile Optional<TrailEntry> judged = Optional.empty();
    private volatile long lookedUpTo;
    private volatile Optional<String> place = Optional.empty();

    QueuedBuild(Queue.Item item, AbstractProject<?, ?> project, WaitForEnvironment wanted) {
        this.id = item.getId();
        this.project = project;
        this.wanted = wanted;
        this.artifact = expanded(wanted.getArtifact() == null ? "" : wanted.getArtifact(), item);
        this.causes = List.copyOf(item.getCauses());
        this.since = item.getInQueueSince();
    }

    /** With the values of its parameters; secret ones are no variables here. */
    private static String expanded(String text, Queue.Item item) {
        String all = text;
        ParametersAction parameters = item.getAction(ParametersAction.class);
        if (parameters != null) {
            for (ParameterValue parameter : parameters.getParameters()) {
                if (!parameter.isSensitive()) {
                    String value = String.valueOf(parameter.getValue());
                    all = all.replace("${" + parameter.getName() + "}", value);
                }
            }
        }
        return all;
    }

    long id() {
        return id;
    }

    AbstractProject<?, ?> project() {
        return project;
    }

    String environment() {
        return wanted.getEnvironment();
    }

    /** Whether the job still wants the same. */
    boolean isFor(WaitForEnvironment now) {
        return wanted == now
                || wanted.getEnvironment().equals(now.getEnvironment())
                        && Objects.equals(wanted.getArtifact(), now.getArtifact());
    }

    /** Digests as they were written, one by one; none where it was left to the build that started this one. */
    List<String> digests() {
        List<String> digests = new ArrayList<>();
        for (String word : artifact.split("[\\s,]+", -1)) {
            if (!word.isEmpty()) {
                digests.add(word);
            }
        }
        return digests;
    }

    /** Why it was started; whoever starts the same once more while it waits is added by Jenkins. */
    List<Cause> causes() {
        Queue.Item item = Queue.getInstance().getItem(id);
        return item == null ? causes : item.getCauses();
    }

    /** Whether a look is to be begun; not when one is on its way. */
    boolean wantsLook() {
        return lookWanted.compareAndSet(false, true);
    }

    void lookBegins() {
        lookWanted.set(false);
    }

    /** Whether a glance is to be begun; not when one is on its way. */
    boolean wantsGlance() {
        return glanceWanted.compareAndSet(false, true);
    }

    void glanceBegins() {
        glanceWanted.set(false);
    }

    /** Held by whoever looks at it, which may take its time. */
    Lock lookedAt() {
        return lookedAt;
    }

    /** Whether Jenkins doesn't know it any more, nor did when this was asked before. */
    boolean isGone() {
        boolean before = missing;
        missing = Queue.getInstance().getItem(id) == null;
        return before && missing;
    }

    /** When it came into the queue, in milliseconds since 1970. */
    long since() {
        return since;
    }

    String name() {
        return project.getFullDisplayName();
    }

    /** What the record calls the wait; the same after a restart. */
    String step() {
        return QueueSteps.step(id);
    }

    /** Why it can't begin, a sentence; empty when it can. */
    Optional<String> blockage() {
        return blockage;
    }

    /** Whether that is something else than before. */
    boolean blocked(Optional<String> now) {
        boolean other = !now.equals(blockage);
        blockage = now;
        return other;
    }

    void leaves(boolean isCancelled) {
        cancelled = isCancelled;
        left = Clock.systemUTC().instant();
    }

    void begins(Run<?, ?> itself) {
        run = itself;
    }

    /** Whether it is in the queue. */
    boolean waits() {
        return left == null;
    }

    /** Whether it is in the queue, about to begin, or at work. */
    boolean isAlive() {
        Run<?, ?> itself = run;
        if (itself != null) {
            return itself.isBuilding();
        }
        Instant when = left;
        return when == null || !cancelled && Clock.systemUTC().instant().isBefore(when.plus(UNDER_WAY));
    }

    /** People are asked about the decision of that entry. */
    void asksAbout(TrailEntry decision) {
        judged = Optional.of(decision);
    }

    Optional<TrailEntry> judged() {
        return judged;
    }

    /** People were found to be waited for, by all that the record held before that number. */
    void waitsAsOf(long seq) {
        lookedUpTo = seq;
    }

    /** The number up to which that was found; 0 when it wasn't since the start. */
    long lookedUpTo() {
        return lookedUpTo;
    }

    /** It has a place among those that want to deploy to that environment. */
    void takesPlace(String environment) {
        place = Optional.of(environment);
    }

    Optional<String> place() {
        return place;
    }
}
