package hudson.util;

public final class ClockDifference {

    ClockDifference() {}
}
