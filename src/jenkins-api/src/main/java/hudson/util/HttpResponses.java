package hudson.util;

public class HttpResponses extends org.kohsuke.stapler.HttpResponses {

    public HttpResponses() {}

    public static org.kohsuke.stapler.HttpResponse errorJSON(String message, net.sf.json.JSONArray data) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse errorJSON(String message, net.sf.json.JSONObject data) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse errorJSON(String message, java.util.Map<?, ?> data) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse errorJSON(String message) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse okJSON() {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse okJSON(net.sf.json.JSONArray data) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse okJSON(net.sf.json.JSONObject data) {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.HttpResponse okJSON(java.util.Map<?, ?> data) {
        throw new UnsupportedOperationException();
    }
}
