package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.Checkpoints;
import io.jenkins.lib.releasegates.audit.note.SignedMemory;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.audit.tlog.TreeWriter;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Signs what the trail has grown to, on a thread of its own: at most once in a while, or once for many entries. Nobody who appends waits for it,
 * and what hinders it hinders no append; only a trail that isn't the one that was signed does.
 */
final class CheckpointKeeper {

    /** How often a checkpoint is signed at most. */
    static final Duration PACE = Duration.ofSeconds(1);

    /** Unless so many entries have come. */
    static final int ENTRIES = 10_000;

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final long NOTHING = Long.MAX_VALUE;
    private static final long LAST_SECONDS = 60;

    private final Store store;
    private final Checkpoints checkpoints;
    private final TreeWriter tree;
    private final Runnable signed;
    private final Consumer<LedgerException> damaged;
    private final Thread thread;
    private final String log;

    /** Held while one is signed, and by who changes the key. */
    private final ReentrantLock signing = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private @Nullable SigningKey key;
    private @Nullable SignedMemory memory;
    private volatile long remembered = -1;
    private long notBefore = System.nanoTime();
    /** Entries that the newest checkpoint covers and the one before it didn't. */
    private long added;

    private boolean resumed;
    private boolean closing;

    /** Entries that the trail has to have for this thread to be woken: most appends wake nobody. */
    private volatile long awaited = NOTHING;

    private @Nullable String trouble;

    /**
     * With who is told.
     *
     * @param signed is told of each checkpoint
     * @param damaged is told, once, when the trail isn't what was signed
     */
    CheckpointKeeper(
            Disk disk,
            Store store,
            Checkpoints checkpoints,
            String log,
            Runnable signed,
            Consumer<LedgerException> damaged) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.tree = new TreeWriter(disk, store);
        this.log = log;
        this.signed = signed;
        this.damaged = damaged;
        this.thread = new Thread(this::run, "release-gates-checkpoints");
        thread.setDaemon(true);
    }

    /**
     * Takes the tree up where the newest checkpoint left it.
     *
     * @throws LedgerException when the trail doesn't lead there
     */
    void resume() throws IOException, LedgerException {
        checkpoints.recover();
        tree.resume(checkpoints.newest());
        resumed = true;
    }

    /**
     * Begins to sign, with that key.
     *
     * @param outside where each checkpoint is remembered before anybody is told of it
     */
    void start(SigningKey first, SignedMemory outside) {
        key = first;
        memory = outside;
        thread.start();
    }

    /** Entries were appended. */
    void appended() {
        if (store.head().entries() >= awaited) {
            wake();
        }
    }

    private void wake() {
        lock.lock();
        try {
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Exchanges the key.
     *
     * @param rotation makes the trail name the key that it returns; nothing is signed meanwhile
     * @param outside where each checkpoint is remembered from now on
     */
    void rotate(Rotation rotation, SignedMemory outside) throws IOException, LedgerException {
        signing.lock();
        try {
            key = rotation.run(key());
            if (outside != memory) {
                memory = outside;
                remembered = -1;
            }
        } finally {
            signing.unlock();
        }
    }

    /** Goes from one key to the next. */
    interface Rotation {

        SigningKey run(SigningKey from) throws IOException, LedgerException;
    }

    /** Why nothing is signed at present; empty when nothing hinders it. */
    Optional<String> trouble() {
        lock.lock();
        try {
            return Optional.ofNullable(trouble);
        } finally {
            lock.unlock();
        }
    }

    /** Signs what is left and ends. */
    void close() {
        lock.lock();
        try {
            closing = true;
            something.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LAST_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean last = false;
        while (!last) {
            last = await();
            try {
                sign();
                settle(null, PACE);
                if (!isRush()) {
                    catchUp();
                }
            } catch (LedgerException e) {
                settle(String.valueOf(e.getMessage()), PACE);
                damaged.accept(e);
                return;
            } catch (IOException | RuntimeException e) {
                resumed = false;
                settle("Checkpoints can't be written or remembered: " + e.getMessage(), AFTER_TROUBLE);
            }
        }
    }

    /** Until there is something to sign and the time has come; whether this is the last time. */
    private boolean await() {
        lock.lock();
        try {
            // Whoever appends looks at what is awaited after the trail has grown; so it is told before that is looked
            // at here.
            awaited = 0;
            while (!closing && resumed && unsigned() == 0 && isRemembered()) {
                something.await();
            }
            awaited = trouble == null ? store.head().entries() - unsigned() + ENTRIES : NOTHING;
            for (long left = 1; left > 0 && !closing && isTooEarly(); ) {
                left = something.awaitNanos(notBefore - System.nanoTime());
            }
            return closing;
        } catch (InterruptedException e) {
            return true;
        } finally {
            awaited = NOTHING;
            lock.unlock();
        }
    }

    private boolean isTooEarly() {
        return notBefore - System.nanoTime() > 0 && (trouble != null || unsigned() < ENTRIES);
    }

    /** Whether entries come faster than they are signed once in a while; what can wait does. */
    private boolean isRush() {
        return added >= ENTRIES;
    }

    private long unsigned() {
        return store.head().entries()
                - checkpoints.newest().map(Checkpoint::size).orElse(0L);
    }

    private void sign() throws IOException, LedgerException {
        signing.lock();
        try {
            if (!resumed) {
                resume();
            }
            Head head = store.head();
            added = unsigned();
            if (added > 0) {
                // Whoever finds the checkpoint finds the entries, also where nobody opens the ledger again.
                store.force();
                Digest root = tree.grow(head);
                checkpoints.add(Checkpoint.sign(log, head.entries(), root, key()));
            }
            remember();
        } finally {
            signing.unlock();
        }
    }

    /** Nobody waits for that here; whoever does will be told what is wrong. */
    private void catchUp() {
        try {
            store.catchUp();
        } catch (IOException | LedgerException | RuntimeException e) {
            System.getLogger(CheckpointKeeper.class.getName())
                    .log(System.Logger.Level.DEBUG, "The index for searches is behind", e);
        }
    }

    private boolean isRemembered() {
        return remembered == checkpoints.newest().map(Checkpoint::size).orElse(-1L);
    }

    private void remember() throws IOException {
        Optional<Checkpoint> newest = checkpoints.newest();
        if (newest.isPresent() && !isRemembered()) {
            SignedMemory outside = Objects.requireNonNull(memory, "started with a memory");
            if (!outside.newest().equals(newest)) {
                checkpoints.last();
                outside.remember(newest.get());
            }
            remembered = newest.get().size();
            signed.run();
        }
    }

    /** The key in force; waits while it is being exchanged. */
    SigningKey key() {
        signing.lock();
        try {
            return Objects.requireNonNull(key, "started with a key");
        } finally {
            signing.unlock();
        }
    }

    private void settle(@Nullable String found, Duration pause) {
        lock.lock();
        try {
            trouble = found;
            notBefore = System.nanoTime() + pause.toNanos();
        } finally {
            lock.unlock();
        }
    }
}
