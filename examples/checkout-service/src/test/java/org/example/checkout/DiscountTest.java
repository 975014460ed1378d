package org.example.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscountTest {

    @ParameterizedTest(name = "{0} takes {2} off {1}: {3}")
    @CsvSource({
        "NONE, 1250, 0, no code means the full price",
        "SPRING10, 1250, 125, ten percent",
        "SPRING10, 1254, 125, rounded down below half a unit",
        "SPRING10, 1255, 126, rounded up from half a unit",
        "SPRING10, 0, 0, nothing off nothing",
        "FIVEOFF, 1999, 0, one unit below the least subtotal",
        "FIVEOFF, 2000, 500, from the least subtotal on"
    })
    void shouldTakeOffWhatTheCodePromises(Discount discount, long subtotal, long off, String why) {
        assertThat(discount.of(subtotal)).as(why).isEqualTo(off);
    }

    @Test
    void shouldKnowOnlyCodesThatWeGrant() {
        assertThat(Discount.ofCode("SPRING10")).contains(Discount.SPRING10);
        assertThat(Discount.ofCode("spring10")).isEmpty();
        assertThat(Discount.ofCode("NONE")).as("the absence of a code is not a code").isEmpty();
    }
}
