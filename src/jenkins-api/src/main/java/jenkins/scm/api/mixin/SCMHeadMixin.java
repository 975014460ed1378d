package jenkins.scm.api.mixin;

public interface SCMHeadMixin extends Comparable<jenkins.scm.api.SCMHead>, java.io.Serializable {

    String getName();

    jenkins.scm.api.SCMHeadOrigin getOrigin();
}
