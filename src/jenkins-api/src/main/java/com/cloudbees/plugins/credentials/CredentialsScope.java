package com.cloudbees.plugins.credentials;

public enum CredentialsScope {
    GLOBAL {
        @Override
        public String getDisplayName() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isVisible(hudson.model.ModelObject context) {
            throw new UnsupportedOperationException();
        }
    };

    public abstract String getDisplayName();

    public abstract boolean isVisible(hudson.model.ModelObject context);
}
