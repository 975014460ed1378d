package io.jenkins.lib.releasegates.slo.budget;

/**
 * An outcome as it was kept.
 *
 * @param rest members that this version doesn't know, as JSON; empty where there are none
 */
public record KeptBudget(Measured measured, String rest) {

    /** One that was just measured. */
    public static KeptBudget of(Measured measured) {
        return new KeptBudget(measured, "");
    }
}
