package hudson.init;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@java.lang.annotation.Target({java.lang.annotation.ElementType.METHOD})
public @interface Terminator {

    hudson.init.TermMilestone after() default hudson.init.TermMilestone.STARTED;

    String[] attains() default {};

    hudson.init.TermMilestone before() default hudson.init.TermMilestone.COMPLETED;

    String displayName() default "";

    String[] requires() default {};
}
