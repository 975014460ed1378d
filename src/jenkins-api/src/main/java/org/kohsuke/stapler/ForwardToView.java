package org.kohsuke.stapler;

public class ForwardToView extends RuntimeException implements org.kohsuke.stapler.HttpResponse {

    public ForwardToView(Class c, String view) {}

    public ForwardToView(Object it, String view) {}

    public ForwardToView(jakarta.servlet.RequestDispatcher dispatcher) {}

    public org.kohsuke.stapler.ForwardToView with(String varName, Object value) {
        throw new UnsupportedOperationException();
    }

    public org.kohsuke.stapler.ForwardToView with(java.util.Map<String, ?> attributes) {
        throw new UnsupportedOperationException();
    }
}
