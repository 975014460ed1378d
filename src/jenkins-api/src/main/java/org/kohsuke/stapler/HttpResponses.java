package org.kohsuke.stapler;

public class HttpResponses {

    public HttpResponses() {}

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException error(Throwable cause) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException error(int code, String errorMessage) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException error(int code, Throwable cause) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException errorWithoutStack(
            int code, String errorMessage) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException forbidden() {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException forwardToPreviousPage() {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.ForwardToView forwardToView(Class clazz, String view) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.ForwardToView forwardToView(Object it, String view) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse literalHtml(String text) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException notFound() {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException ok() {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpRedirect redirectTo(String url) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpRedirect redirectTo(int statusCode, String url) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException redirectToContextRoot() {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse redirectToDot() {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException redirectViaContextPath(String relative) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException redirectViaContextPath(
            int statusCode, String relative) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse staticResource(java.net.URL resource, long expiration) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse staticResource(java.net.URL resource) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponses.HttpResponseException status(int code) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse text(String text) {
        throw new UnsupportedOperationException();
    }

    public abstract static class HttpResponseException extends RuntimeException
            implements org.kohsuke.stapler.HttpResponse {

        public HttpResponseException(Throwable cause) {}

        public HttpResponseException(String message, Throwable cause) {}

        public HttpResponseException(String message) {}

        public HttpResponseException() {}
    }
}
