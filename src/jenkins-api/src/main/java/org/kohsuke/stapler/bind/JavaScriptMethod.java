package org.kohsuke.stapler.bind;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@java.lang.annotation.Target({java.lang.annotation.ElementType.METHOD})
public @interface JavaScriptMethod {

    String[] name() default {};
}
