package hudson.model;

public class ParametersAction
        implements jenkins.model.RunAction2, Iterable<hudson.model.ParameterValue>, hudson.model.Action {

    ParametersAction() {}

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.ParameterValue getParameter(String name) {
        throw new UnsupportedOperationException();
    }

    public java.util.List<hudson.model.ParameterValue> getParameters() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }

    public java.util.Iterator<hudson.model.ParameterValue> iterator() {
        throw new UnsupportedOperationException();
    }

    public void onAttached(hudson.model.Run<?, ?> r) {
        throw new UnsupportedOperationException();
    }

    public void onLoad(hudson.model.Run<?, ?> r) {
        throw new UnsupportedOperationException();
    }
}
