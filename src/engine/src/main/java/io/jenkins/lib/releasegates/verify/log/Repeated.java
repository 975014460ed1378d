package io.jenkins.lib.releasegates.verify.log;

/** A fault of which one causes all those behind it: the first is told, the others are counted and told once more at the end. */
final class Repeated {

    private final Observations observations;
    private final String others;
    private String last = "";
    private long count;

    /** Where {@code others} says what is wrong with those behind the first, after their number. */
    Repeated(Observations observations, String others) {
        this.observations = observations;
        this.others = others;
    }

    void wrong(String place, String message) {
        if (count == 0) {
            observations.wrong(place, message);
        }
        last = place;
        count++;
    }

    /** After the last. */
    void end() {
        if (count > 1) {
            observations.wrong(last, (count - 1) + " " + others + ", this one is the last of them");
        }
    }
}
