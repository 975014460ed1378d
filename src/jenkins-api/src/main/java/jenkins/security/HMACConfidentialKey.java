package jenkins.security;

public class HMACConfidentialKey extends jenkins.security.ConfidentialKey {

    public HMACConfidentialKey(String id, int length) {
        super(id);
    }

    public HMACConfidentialKey(String id) {
        super(id);
    }

    public HMACConfidentialKey(Class owner, String shortName, int length) {
        super(shortName);
    }

    public HMACConfidentialKey(Class owner, String shortName) {
        super(shortName);
    }

    public String mac(String message) {
        throw new UnsupportedOperationException();
    }
}
