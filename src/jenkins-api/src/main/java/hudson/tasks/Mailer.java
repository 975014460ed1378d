package hudson.tasks;

public class Mailer {

    Mailer() {}

    public static hudson.tasks.Mailer.DescriptorImpl descriptor() {
        throw new UnsupportedOperationException();
    }

    public static final class DescriptorImpl {

        public jakarta.mail.Session createSession() {
            throw new UnsupportedOperationException();
        }

        public String getReplyToAddress() {
            throw new UnsupportedOperationException();
        }

        public String getSmtpHost() {
            throw new UnsupportedOperationException();
        }
    }

    public static class UserProperty extends hudson.model.UserProperty {

        public UserProperty(String emailAddress) {}

        public String getAddress() {
            throw new UnsupportedOperationException();
        }
    }
}
