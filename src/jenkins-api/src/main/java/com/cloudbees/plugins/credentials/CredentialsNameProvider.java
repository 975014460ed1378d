package com.cloudbees.plugins.credentials;

public abstract class CredentialsNameProvider<C extends com.cloudbees.plugins.credentials.Credentials> {

    public CredentialsNameProvider() {}

    public abstract String getName(C credentials);

    public static String name(com.cloudbees.plugins.credentials.Credentials credentials) {
        throw new UnsupportedOperationException();
    }
}
