package jenkins.model.queue;

@org.kohsuke.accmod.Restricted(org.kohsuke.accmod.restrictions.Beta.class)
public interface QueueItem extends hudson.model.ModelObject {

    String getCausesDescription();

    default String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    long getId();

    String getInQueueForString();

    String getParams();

    hudson.model.Queue.Task getTask();

    String getWhy();

    boolean isStuck();
}
