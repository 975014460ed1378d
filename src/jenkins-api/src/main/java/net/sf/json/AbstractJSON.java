package net.sf.json;

abstract class AbstractJSON implements net.sf.json.JSON {

    AbstractJSON() {}

    protected abstract void write(java.io.Writer writer, net.sf.json.AbstractJSON.WritingVisitor writingVisitor)
            throws java.io.IOException;

    public final java.io.Writer write(java.io.Writer writer) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public final java.io.Writer writeCanonical(java.io.Writer writer) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    interface WritingVisitor {

        java.util.Collection keySet(net.sf.json.JSONObject jSONObject);

        void on(Object value, java.io.Writer writer) throws java.io.IOException;

        void on(net.sf.json.JSON jSON, java.io.Writer writer) throws java.io.IOException;
    }
}
