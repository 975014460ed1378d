package io.jenkins.lib.releasegates.analysis.sampler;

import java.util.TreeSet;

/** What is to be done when; in nanoseconds since the sampler began. Guarded by the sampler's lock. */
final class Alarms {

    /** Nothing to wait for. */
    static final long NEVER = Long.MAX_VALUE;

    private final TreeSet<Alarm> alarms = new TreeSet<>();
    private long rung;

    /** One of them. */
    static final class Alarm implements Comparable<Alarm> {

        private final long at;
        private final long order;
        private final Runnable work;

        private Alarm(long at, long order, Runnable work) {
            this.at = at;
            this.order = order;
            this.work = work;
        }

        long at() {
            return at;
        }

        void ring() {
            work.run();
        }

        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(order);
        }
    }

    Alarm set(long at, Runnable work) {
        Alarm alarm = new Alarm(at, rung++, work);
        alarms.add(alarm);
        return alarm;
    }

    void remove(Alarm alarm) {
        alarms.remove(alarm);
    }

    /** When the first is due. */
    long first() {
        return alarms.isEmpty() ? NEVER : alarms.first().at();
    }

    /** Takes the first one away. */
    Alarm take() {
        return alarms.pollFirst();
    }

    void clear() {
        alarms.clear();
    }
}
