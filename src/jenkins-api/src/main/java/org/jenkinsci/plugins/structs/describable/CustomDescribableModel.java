package org.jenkinsci.plugins.structs.describable;

public interface CustomDescribableModel {

    default java.util.Map<String, Object> customInstantiate(java.util.Map<String, Object> arguments) {
        throw new UnsupportedOperationException();
    }

    default org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable customUninstantiate(
            org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable ud) {
        throw new UnsupportedOperationException();
    }
}
