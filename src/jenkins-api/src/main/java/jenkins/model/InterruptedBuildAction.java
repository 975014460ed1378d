package jenkins.model;

public class InterruptedBuildAction extends hudson.model.InvisibleAction {

    InterruptedBuildAction() {}

    public java.util.List<jenkins.model.CauseOfInterruption> getCauses() {
        throw new UnsupportedOperationException();
    }
}
