package org.kohsuke.stapler.lang;

public final class Klass<C> {

    Klass() {}
}
