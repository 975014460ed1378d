/** Waivers and broken glass: what people let through although it doesn't pass, and who may. */
@NullMarked
package io.jenkins.plugins.releasegates.exemption;

import org.jspecify.annotations.NullMarked;
