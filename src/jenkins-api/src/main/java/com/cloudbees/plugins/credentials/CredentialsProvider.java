package com.cloudbees.plugins.credentials;

public abstract class CredentialsProvider
        extends hudson.model.Descriptor<com.cloudbees.plugins.credentials.CredentialsProvider>
        implements hudson.ExtensionPoint,
                hudson.model.Describable<com.cloudbees.plugins.credentials.CredentialsProvider> {

    public CredentialsProvider() {}

    public hudson.model.Descriptor<com.cloudbees.plugins.credentials.CredentialsProvider> getDescriptor() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public static <C extends com.cloudbees.plugins.credentials.Credentials>
            java.util.List<C> lookupCredentialsInItemGroup(
                    Class<C> type,
                    hudson.model.ItemGroup itemGroup,
                    org.springframework.security.core.Authentication authentication) {
        throw new UnsupportedOperationException();
    }

    public static <C extends com.cloudbees.plugins.credentials.Credentials>
            java.util.List<C> lookupCredentialsInItemGroup(
                    Class<C> type,
                    hudson.model.ItemGroup itemGroup,
                    org.springframework.security.core.Authentication authentication,
                    java.util.List<com.cloudbees.plugins.credentials.domains.DomainRequirement> domainRequirements) {
        throw new UnsupportedOperationException();
    }

    public static <C extends com.cloudbees.plugins.credentials.Credentials> C track(
            hudson.model.Run build, C credentials) {
        throw new UnsupportedOperationException();
    }

    public static <C extends com.cloudbees.plugins.credentials.Credentials> C track(
            hudson.model.Node node, C credentials) {
        throw new UnsupportedOperationException();
    }

    public static <C extends com.cloudbees.plugins.credentials.Credentials> C track(
            hudson.model.Item item, C credentials) {
        throw new UnsupportedOperationException();
    }
}
