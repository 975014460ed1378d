package org.jenkinsci.plugins.structs.describable;

public class UninstantiatedDescribable implements java.io.Serializable {

    public UninstantiatedDescribable(String symbol, String klass, java.util.Map<String, ?> arguments) {}

    public UninstantiatedDescribable(java.util.Map<String, ?> arguments) {}

    public static org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable from(Object o) {
        throw new UnsupportedOperationException();
    }

    public java.util.Map<String, ?> getArguments() {
        throw new UnsupportedOperationException();
    }

    public String getKlass() {
        throw new UnsupportedOperationException();
    }

    public String getSymbol() {
        throw new UnsupportedOperationException();
    }

    public <T> T instantiate(Class<T> base, hudson.model.TaskListener listener) throws Exception {
        throw new UnsupportedOperationException();
    }

    public Object instantiate(hudson.model.TaskListener listener) throws Exception {
        throw new UnsupportedOperationException();
    }

    public void setModel(org.jenkinsci.plugins.structs.describable.DescribableModel model) {
        throw new UnsupportedOperationException();
    }

    public void setSymbol(String symbol) {
        throw new UnsupportedOperationException();
    }

    public java.util.Map<String, Object> toMap() {
        throw new UnsupportedOperationException();
    }

    public org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable withArguments(
            java.util.Map<String, ?> arguments) {
        throw new UnsupportedOperationException();
    }
}
