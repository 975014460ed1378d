package hudson.model.queue;

public interface SubTask extends hudson.model.ModelObject {

    hudson.model.Queue.Executable createExecutable() throws java.io.IOException;

    String getDisplayName();
}
