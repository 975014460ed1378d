package org.kohsuke.accmod.impl;

public interface Location {

    String getClassName();

    ClassLoader getDependencyClassLoader();

    int getLineNumber();

    String getMethodDescriptor();

    String getMethodName();

    String getProperty(String string);

    String toString();
}
