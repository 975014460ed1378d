package jenkins.model;

public abstract class CauseOfInterruption implements java.io.Serializable {

    public CauseOfInterruption() {}

    public abstract String getShortDescription();

    public void print(hudson.model.TaskListener listener) {
        throw new UnsupportedOperationException();
    }

    public static final class UserInterruption extends jenkins.model.CauseOfInterruption {

        public UserInterruption(hudson.model.User user) {}

        public UserInterruption(String userId) {}

        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }

        public String getUserId() {
            throw new UnsupportedOperationException();
        }

        public hudson.model.User getUserOrNull() {
            throw new UnsupportedOperationException();
        }
    }
}
