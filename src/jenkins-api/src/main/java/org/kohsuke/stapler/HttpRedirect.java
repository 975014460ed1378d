package org.kohsuke.stapler;

public final class HttpRedirect extends RuntimeException implements org.kohsuke.stapler.HttpResponse {

    public HttpRedirect(String url) {}

    public HttpRedirect(int statusCode, String url) {}
}
