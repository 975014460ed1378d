package org.kohsuke.stapler.export;

public enum Flavor {
    JSON {
        @Override
        public org.kohsuke.stapler.export.DataWriter createDataWriter(
                Object value, java.io.Writer writer, org.kohsuke.stapler.export.ExportConfig exportConfig)
                throws java.io.IOException {
            throw new UnsupportedOperationException();
        }
    },
    XML {
        @Override
        public org.kohsuke.stapler.export.DataWriter createDataWriter(
                Object value, java.io.Writer writer, org.kohsuke.stapler.export.ExportConfig exportConfig)
                throws java.io.IOException {
            throw new UnsupportedOperationException();
        }
    };

    public abstract org.kohsuke.stapler.export.DataWriter createDataWriter(
            Object value, java.io.Writer writer, org.kohsuke.stapler.export.ExportConfig exportConfig)
            throws java.io.IOException;
}
