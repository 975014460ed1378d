package org.kohsuke.accmod;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
public @interface Restricted {

    Class<? extends org.kohsuke.accmod.AccessRestriction>[] value();
}
