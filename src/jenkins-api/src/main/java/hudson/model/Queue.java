package hudson.model;

public class Queue implements hudson.model.Saveable {

    Queue() {}

    public boolean cancel(hudson.model.Queue.Item item) {
        throw new UnsupportedOperationException();
    }

    public static hudson.model.Queue getInstance() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Queue.Item getItem(long id) {
        throw new UnsupportedOperationException();
    }

    public java.util.concurrent.Future<?> scheduleMaintenance() {
        throw new UnsupportedOperationException();
    }

    public void save() {
        throw new UnsupportedOperationException();
    }

    public interface Task extends hudson.model.ModelObject, hudson.model.queue.SubTask {

        String getFullDisplayName();

        String getName();

        String getUrl();
    }

    public interface Executable extends Runnable {

        hudson.model.queue.SubTask getParent();

        void run() throws jenkins.model.queue.AsynchronousExecution;

        String toString();
    }

    public abstract static class Item extends hudson.model.Actionable implements jenkins.model.queue.QueueItem {

        public final hudson.model.Queue.Task task = null;

        Item() {}

        public abstract hudson.model.queue.CauseOfBlockage getCauseOfBlockage();

        public final java.util.List<hudson.model.Cause> getCauses() {
            throw new UnsupportedOperationException();
        }

        @org.kohsuke.accmod.Restricted(org.kohsuke.accmod.restrictions.DoNotUse.class)
        public String getCausesDescription() {
            throw new UnsupportedOperationException();
        }

        public long getId() {
            throw new UnsupportedOperationException();
        }

        public String getInQueueForString() {
            throw new UnsupportedOperationException();
        }

        public long getInQueueSince() {
            throw new UnsupportedOperationException();
        }

        public String getParams() {
            throw new UnsupportedOperationException();
        }

        public String getSearchUrl() {
            throw new UnsupportedOperationException();
        }

        public hudson.model.Queue.Task getTask() {
            throw new UnsupportedOperationException();
        }

        public final String getWhy() {
            throw new UnsupportedOperationException();
        }

        public boolean isStuck() {
            throw new UnsupportedOperationException();
        }
    }

    public static final class LeftItem extends hudson.model.Queue.Item {

        LeftItem() {}

        public hudson.model.queue.CauseOfBlockage getCauseOfBlockage() {
            throw new UnsupportedOperationException();
        }

        public boolean isCancelled() {
            throw new UnsupportedOperationException();
        }
    }
}
