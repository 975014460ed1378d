/**
 * Promotions: how an admitted artifact gets the traffic of an environment, and how the traffic comes back. {@link
 * io.jenkins.lib.releasegates.promotion.PromotionMachine} says what follows from what and does nothing; {@link
 * io.jenkins.lib.releasegates.promotion.Promoter} has it written down, does it, and tells the machine how it went.
 */
@NullMarked
package io.jenkins.lib.releasegates.promotion;

import org.jspecify.annotations.NullMarked;
