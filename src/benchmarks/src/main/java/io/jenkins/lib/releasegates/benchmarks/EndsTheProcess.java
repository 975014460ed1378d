package io.jenkins.lib.releasegates.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the one method that may end the process; the check of forbidden calls lets it. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface EndsTheProcess {}
