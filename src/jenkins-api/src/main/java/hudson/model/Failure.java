package hudson.model;

public class Failure extends RuntimeException implements org.kohsuke.stapler.HttpResponse {

    public Failure(String message) {}

    public Failure(String message, boolean pre) {}
}
