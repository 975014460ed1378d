package org.kohsuke.stapler.bind;

public class BoundObjectTable implements org.kohsuke.stapler.StaplerFallback {

    public BoundObjectTable() {}

    public org.kohsuke.stapler.bind.BoundObjectTable.Table getStaplerFallback() {
        throw new UnsupportedOperationException();
    }

    public static class Table implements java.io.Serializable {

        public Table() {}
    }
}
