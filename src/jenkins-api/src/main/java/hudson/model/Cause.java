package hudson.model;

public abstract class Cause {

    public Cause() {}

    public abstract String getShortDescription();

    public void onAddedTo(hudson.model.Run build) {
        throw new UnsupportedOperationException();
    }

    public void onLoad(hudson.model.Run<?, ?> build) {
        throw new UnsupportedOperationException();
    }

    public void print(hudson.model.TaskListener listener) {
        throw new UnsupportedOperationException();
    }

    public static class UpstreamCause extends hudson.model.Cause {

        UpstreamCause() {}

        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }

        public int getUpstreamBuild() {
            throw new UnsupportedOperationException();
        }

        public java.util.List<hudson.model.Cause> getUpstreamCauses() {
            throw new UnsupportedOperationException();
        }

        public String getUpstreamProject() {
            throw new UnsupportedOperationException();
        }

        public hudson.model.Run<?, ?> getUpstreamRun() {
            throw new UnsupportedOperationException();
        }
    }

    public static class UserIdCause extends hudson.model.Cause {

        public UserIdCause() {}

        public UserIdCause(String userId) {}

        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }

        public String getUserId() {
            throw new UnsupportedOperationException();
        }

        public String getUserName() {
            throw new UnsupportedOperationException();
        }
    }
}
