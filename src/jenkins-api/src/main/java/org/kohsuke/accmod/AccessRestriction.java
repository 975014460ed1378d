package org.kohsuke.accmod;

public abstract class AccessRestriction {

    public AccessRestriction() {}

    public abstract void instantiated(
            org.kohsuke.accmod.impl.Location location,
            org.kohsuke.accmod.impl.RestrictedElement restrictedElement,
            org.kohsuke.accmod.impl.ErrorListener errorListener);

    public abstract void invoked(
            org.kohsuke.accmod.impl.Location location,
            org.kohsuke.accmod.impl.RestrictedElement restrictedElement,
            org.kohsuke.accmod.impl.ErrorListener errorListener);

    public abstract void read(
            org.kohsuke.accmod.impl.Location location,
            org.kohsuke.accmod.impl.RestrictedElement restrictedElement,
            org.kohsuke.accmod.impl.ErrorListener errorListener);

    public abstract void usedAsInterface(
            org.kohsuke.accmod.impl.Location location,
            org.kohsuke.accmod.impl.RestrictedElement restrictedElement,
            org.kohsuke.accmod.impl.ErrorListener errorListener);

    public abstract void usedAsSuperType(
            org.kohsuke.accmod.impl.Location location,
            org.kohsuke.accmod.impl.RestrictedElement restrictedElement,
            org.kohsuke.accmod.impl.ErrorListener errorListener);

    public abstract void written(
            org.kohsuke.accmod.impl.Location location,
            org.kohsuke.accmod.impl.RestrictedElement restrictedElement,
            org.kohsuke.accmod.impl.ErrorListener errorListener);
}
