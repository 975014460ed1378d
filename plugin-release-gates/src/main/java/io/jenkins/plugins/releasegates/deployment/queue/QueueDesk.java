package io.jenkins.plugins.releasegates.deployment.queue;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AbstractProject;
import hudson.model.Computer;
import hudson.model.PeriodicWork;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.model.queue.QueueListener;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.build.FewAtATime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Knows how it stands with each build that waits in the queue for an environment. Nothing of it is kept: Jenkins keeps the queue, the record keeps what
 * people were asked, and after a restart both are looked at anew. Nobody waits on a thread; each is looked at when something is told, and glanced at
 * from time to time.
 */
@Extension
public final class QueueDesk extends PeriodicWork {

    private final Map<Long, QueuedBuild> builds = new ConcurrentHashMap<>();
    private final FewAtATime glances = new FewAtATime();

    static QueueDesk get() {
        return ExtensionList.lookupSingleton(QueueDesk.class);
    }

    /** Why a build can't begin, as far as it is known; one that has just come can't before it was looked at. */
    Optional<String> blockage(Queue.Item item, AbstractProject<?, ?> project, WaitForEnvironment wanted) {
        return builds.compute(item.getId(), (id, known) -> {
                    if (known != null && known.isFor(wanted)) {
                        return known;
                    }
                    if (known != null) {
                        // The job was configured anew.
                        known.leaves(true);
                        leave(known, ReleaseGates.actor());
                    }
                    QueuedBuild fresh = new QueuedBuild(item, project, wanted);
                    glance(fresh);
                    return fresh;
                })
                .blockage();
    }

    /** Sees few at a time whether people are waited for as before, and looks more closely where they aren't. */
    private void glance(QueuedBuild build) {
        if (build.wantsGlance()) {
            glances.submit(() -> {
                build.glanceBegins();
                // Whoever looks at it takes the time that it needs; those behind this one don't wait for that.
                if (build.lookedAt().tryLock()) {
                    QueueLook look = new QueueLook(build, () -> look(build), true);
                    try {
                        look(build, look);
                    } finally {
                        build.lookedAt().unlock();
                    }
                    if (look.wantsMore()) {
                        look(build);
                    }
                }
            });
        }
    }

    /** Looks how it stands, on another thread, and tells Jenkins where that has changed. */
    private void look(QueuedBuild build) {
        if (build.wantsLook()) {
            alone(build, () -> {
                build.lookBegins();
                look(build, new QueueLook(build, () -> look(build), false));
            });
        }
    }

    private static void look(QueuedBuild build, QueueLook look) {
        if (build.waits() && build.blocked(look.blockage())) {
            Queue.getInstance().scheduleMaintenance();
        }
    }

    private static void leave(QueuedBuild build, Actor actor) {
        alone(build, () -> new QueueLook(build, () -> {}, false).leave(actor));
    }

    private static void alone(QueuedBuild build, Runnable work) {
        Computer.threadPoolForRemoting.submit(() -> {
            build.lookedAt().lock();
            try {
                work.run();
            } finally {
                build.lookedAt().unlock();
            }
        });
    }

    private void with(long id, Consumer<QueuedBuild> what) {
        QueuedBuild build = builds.get(id);
        if (build != null) {
            what.accept(build);
        }
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.SECONDS.toMillis(15);
    }

    @Override
    protected void doRun() {
        for (QueuedBuild build : builds.values()) {
            if (build.waits() && build.isGone()) {
                // Reloaded from the disk without it.
                build.leaves(true);
            }
            if (build.waits()) {
                glance(build);
            } else if (!build.isAlive()) {
                builds.remove(build.id(), build);
                leave(build, new Actor("", "Jenkins itself", Actor.Means.UNKNOWN));
            }
        }
    }

    /** Builds that leave the queue, to begin or since somebody took them out. */
    @Extension
    public static final class Leaving extends QueueListener {

        @Override
        public void onLeft(Queue.LeftItem item) {
            QueueDesk desk = get();
            desk.with(item.getId(), build -> {
                build.leaves(item.isCancelled());
                if (item.isCancelled()) {
                    desk.builds.remove(build.id(), build);
                    leave(build, ReleaseGates.actor());
                }
            });
        }
    }

    /** Builds that begin and end. */
    @Extension
    public static final class Runs extends RunListener<Run<?, ?>> {

        @Override
        public void onStarted(Run<?, ?> run, TaskListener listener) {
            get().with(run.getQueueId(), build -> build.begins(run));
        }

        @Override
        public void onFinalized(Run<?, ?> run) {
            QueueDesk desk = get();
            desk.with(run.getQueueId(), build -> {
                desk.builds.remove(build.id(), build);
                leave(build, new Actor("", "Jenkins itself", Actor.Means.UNKNOWN));
            });
        }
    }
}
