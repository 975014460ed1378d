package hudson.util;

public abstract class FormValidation extends java.io.IOException implements org.kohsuke.stapler.HttpResponse {
    public final hudson.util.FormValidation.Kind kind = null;

    FormValidation() {}

    public static hudson.util.FormValidation aggregate(java.util.Collection<hudson.util.FormValidation> validations) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation error(String format, Object... args) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation error(String message) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation error(Throwable e, String format, Object... args) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation error(Throwable e, String message) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation errorWithMarkup(String message) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation ok() {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation ok(String format, Object... args) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation ok(String message) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation okWithMarkup(String message) {
        throw new UnsupportedOperationException();
    }

    public abstract String renderHtml();

    public static hudson.util.FormValidation respond(hudson.util.FormValidation.Kind kind, String html) {
        throw new UnsupportedOperationException();
    }

    protected void respond(org.kohsuke.stapler.StaplerResponse2 rsp, String html)
            throws java.io.IOException, jakarta.servlet.ServletException {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation validateNonNegativeInteger(String value) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation validatePositiveInteger(String value) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation validateRequired(String value) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation warning(String format, Object... args) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation warning(String message) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation warning(Throwable e, String format, Object... args) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation warning(Throwable e, String message) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.FormValidation warningWithMarkup(String message) {
        throw new UnsupportedOperationException();
    }

    public enum Kind {
        OK,
        WARNING,
        ERROR;
    }
}
