package hudson.util;

public class ListBoxModel extends java.util.ArrayList<hudson.util.ListBoxModel.Option>
        implements org.kohsuke.stapler.HttpResponse {

    public ListBoxModel(hudson.util.ListBoxModel.Option... data) {}

    public ListBoxModel(java.util.Collection<hudson.util.ListBoxModel.Option> c) {}

    public ListBoxModel() {}

    public ListBoxModel(int initialCapacity) {}

    public void add(String displayName, String value) {
        throw new UnsupportedOperationException();
    }

    public hudson.util.ListBoxModel add(String nameAndValue) {
        throw new UnsupportedOperationException();
    }

    public void add(hudson.model.ModelObject usedForDisplayName, String value) {
        throw new UnsupportedOperationException();
    }

    public static final class Option {
        public String name;
        public String value;
        public boolean selected;

        public Option(String name, String value, boolean selected) {}

        public Option(String name) {}

        public Option(String name, String value) {}
    }
}
