package hudson.model;

public class Queue implements hudson.model.Saveable {

    Queue() {}

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
}
