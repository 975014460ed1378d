package org.kohsuke.accmod.impl;

public interface ErrorListener {

    void onError(Throwable throwable, org.kohsuke.accmod.impl.Location location, String string);

    void onWarning(Throwable throwable, org.kohsuke.accmod.impl.Location location, String string);
}
