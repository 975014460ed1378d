package hudson.init;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@java.lang.annotation.Target({java.lang.annotation.ElementType.METHOD})
public @interface Initializer {

    hudson.init.InitMilestone after() default hudson.init.InitMilestone.STARTED;

    String[] attains() default {};

    hudson.init.InitMilestone before() default hudson.init.InitMilestone.COMPLETED;

    String displayName() default "";

    boolean fatal() default true;

    String[] requires() default {};
}
