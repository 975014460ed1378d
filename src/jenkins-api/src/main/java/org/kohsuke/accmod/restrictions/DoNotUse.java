package org.kohsuke.accmod.restrictions;

public class DoNotUse extends org.kohsuke.accmod.AccessRestriction {

    public DoNotUse() {}

    public void invoked(
            org.kohsuke.accmod.impl.Location loc,
            org.kohsuke.accmod.impl.RestrictedElement target,
            org.kohsuke.accmod.impl.ErrorListener errorListener) {
        throw new UnsupportedOperationException();
    }

    public void instantiated(
            org.kohsuke.accmod.impl.Location loc,
            org.kohsuke.accmod.impl.RestrictedElement target,
            org.kohsuke.accmod.impl.ErrorListener errorListener) {
        throw new UnsupportedOperationException();
    }

    public void read(
            org.kohsuke.accmod.impl.Location loc,
            org.kohsuke.accmod.impl.RestrictedElement target,
            org.kohsuke.accmod.impl.ErrorListener errorListener) {
        throw new UnsupportedOperationException();
    }

    public void usedAsInterface(
            org.kohsuke.accmod.impl.Location loc,
            org.kohsuke.accmod.impl.RestrictedElement target,
            org.kohsuke.accmod.impl.ErrorListener errorListener) {
        throw new UnsupportedOperationException();
    }

    public void usedAsSuperType(
            org.kohsuke.accmod.impl.Location loc,
            org.kohsuke.accmod.impl.RestrictedElement target,
            org.kohsuke.accmod.impl.ErrorListener errorListener) {
        throw new UnsupportedOperationException();
    }

    public void written(
            org.kohsuke.accmod.impl.Location loc,
            org.kohsuke.accmod.impl.RestrictedElement target,
            org.kohsuke.accmod.impl.ErrorListener errorListener) {
        throw new UnsupportedOperationException();
    }
}
