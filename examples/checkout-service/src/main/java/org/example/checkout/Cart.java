package org.example.checkout;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a customer wants. Two carts with the same content are equal, in whatever order it was put in.
 *
 * @param quantities by article, each between 1 and {@value #MAX_QUANTITY}; at least one and at most {@value #MAX_ARTICLES} articles
 */
record Cart(Map<String, Integer> quantities, Discount discount) {

    static final int MAX_QUANTITY = 1_000;
    static final int MAX_ARTICLES = 50;

    Cart {
        quantities = Map.copyOf(quantities);
        if (quantities.isEmpty() || quantities.size() > MAX_ARTICLES) {
            throw new IllegalArgumentException(
                    "A cart holds 1 to " + MAX_ARTICLES + " articles, found " + quantities.size());
        }
        if (quantities.values().stream().anyMatch(quantity -> quantity < 1 || quantity > MAX_QUANTITY)) {
            throw new IllegalArgumentException("Quantities are 1 to " + MAX_QUANTITY + ", found " + quantities);
        }
    }

    /** Sum of all articles in minor units. */
    long subtotal(Catalogue catalogue) {
        long sum = 0;
        for (Map.Entry<String, Integer> entry : new TreeMap<>(quantities).entrySet()) {
            long price = catalogue
                    .price(entry.getKey())
                    .orElseThrow(() -> new IllegalArgumentException("Not in the catalogue: " + entry.getKey()));
            sum = Math.addExact(sum, Math.multiplyExact(price, entry.getValue().longValue()));
        }
        return sum;
    }
}
