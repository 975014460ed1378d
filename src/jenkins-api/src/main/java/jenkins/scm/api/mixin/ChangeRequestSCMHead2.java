package jenkins.scm.api.mixin;

public interface ChangeRequestSCMHead2 extends jenkins.scm.api.mixin.ChangeRequestSCMHead {

    jenkins.scm.api.mixin.ChangeRequestCheckoutStrategy getCheckoutStrategy();

    String getOriginName();
}
