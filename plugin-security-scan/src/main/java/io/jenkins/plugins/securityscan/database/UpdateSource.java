package io.jenkins.plugins.securityscan.database;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.lib.releasegates.launcher.UpdateOrder;
import java.util.Optional;

/** Where the vulnerability database comes from. */
public abstract class UpdateSource extends AbstractDescribableImpl<UpdateSource> implements ExtensionPoint {

    /**
     * What the worker asks; empty when nobody is asked.
     *
     * @param allowPrivate whether it may have a private address
     * @throws IllegalArgumentException when the address can't be one, with what is allowed
     */
    abstract Optional<Place> place(boolean allowPrivate);

    /**
     * The key that it wants to see; empty when it wants none.
     *
     * @throws IllegalArgumentException when there is to be one and there is none, in words for people
     */
    Optional<String> key() {
        return Optional.empty();
    }

    /** For the page and the record, without secrets. */
    abstract String words();

    /** What answers, and where. */
    record Place(UpdateOrder.Source kind, SourceAddress address) {}
}
