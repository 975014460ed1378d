package org.example.checkout;

import java.util.Arrays;
import java.util.Optional;

/** The discounts that we grant, by the code that a customer types. */
enum Discount {
    /** No code was given. */
    NONE {
        @Override
        long of(long subtotal) {
            return 0;
        }
    },
    /** Ten percent, rounded half up to a minor unit. */
    SPRING10 {
        @Override
        long of(long subtotal) {
            return (subtotal / 10) + (subtotal % 10 >= 5 ? 1 : 0);
        }
    },
    /** 5.00 off from 20.00 on. */
    FIVEOFF {
        @Override
        long of(long subtotal) {
            return subtotal >= 2_000 ? 500 : 0;
        }
    };

    /** What is taken off this subtotal; between zero and the subtotal, both in minor units. */
    abstract long of(long subtotal);

    /** The discount of that code; {@link #NONE} has no code. */
    static Optional<Discount> ofCode(String code) {
        return Arrays.stream(values())
                .filter(discount -> discount != NONE && discount.name().equals(code))
                .findFirst();
    }
}
