package io.jenkins.lib.releasegates.scanner;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the methods that may end the process; the check of forbidden calls lets them. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface EndsTheProcess {}
