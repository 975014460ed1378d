package org.kohsuke.accmod.impl;

public interface RestrictedElement {

    boolean isInTheInspectedModule();

    String toString();
}
