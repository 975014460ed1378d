package jenkins.scm.api.mixin;

public interface ChangeRequestSCMHead extends jenkins.scm.api.mixin.SCMHeadMixin {

    String getId();

    jenkins.scm.api.SCMHead getTarget();
}
