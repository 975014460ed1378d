package hudson.model;

public interface PermalinkProjectAction extends hudson.model.Action {

    java.util.List<hudson.model.PermalinkProjectAction.Permalink> getPermalinks();

    abstract class Permalink {

        public Permalink() {}

        public abstract String getDisplayName();

        public abstract String getId();

        public abstract hudson.model.Run<?, ?> resolve(hudson.model.Job<?, ?> job);
    }
}
