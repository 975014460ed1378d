package org.jenkinsci.plugins.structs.describable;

public final class DescribableModel<T> implements java.io.Serializable {

    DescribableModel() {}

    public Class<T> getType() {
        throw new UnsupportedOperationException();
    }

    public T instantiate(java.util.Map<String, ?> arguments, hudson.model.TaskListener listener)
            throws IllegalArgumentException {
        throw new UnsupportedOperationException();
    }

    public static <T> org.jenkinsci.plugins.structs.describable.DescribableModel<T> of(Class<T> clazz) {
        throw new UnsupportedOperationException();
    }

    public org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable uninstantiate2(T o)
            throws UnsupportedOperationException {
        throw new UnsupportedOperationException();
    }
}
