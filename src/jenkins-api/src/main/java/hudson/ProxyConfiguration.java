package hudson;

public final class ProxyConfiguration implements java.io.Serializable {

    private static final long serialVersionUID = 1L;

    public ProxyConfiguration(String name, int port) {
        throw new UnsupportedOperationException();
    }

    public java.net.Proxy createProxy(String host) {
        throw new UnsupportedOperationException();
    }

    public String getName() {
        throw new UnsupportedOperationException();
    }

    public int getPort() {
        throw new UnsupportedOperationException();
    }

    public hudson.util.Secret getSecretPassword() {
        throw new UnsupportedOperationException();
    }

    public String getUserName() {
        throw new UnsupportedOperationException();
    }
}
