package org.example.checkout;

import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is sold, and for how much. Clients name articles and never prices.
 *
 * @param currency ISO 4217 code of all prices
 * @param prices by article, in minor units of the currency; each above zero
 */
record Catalogue(String currency, Map<String, Long> prices) {

    Catalogue {
        prices = Map.copyOf(prices);
        prices.forEach((sku, price) -> {
            if (price <= 0) {
                throw new IllegalArgumentException("The price of " + sku + " must be above zero, found " + price);
            }
        });
    }

    /** What the demo sells. */
    static Catalogue demo() {
        return new Catalogue("EUR", Map.of("mug", 1_250L, "shirt", 2_400L, "sticker", 150L, "poster", 999L));
    }

    /** Price in minor units; empty when we don't sell it. */
    OptionalLong price(String sku) {
        Long price = prices.get(sku);
        return price == null ? OptionalLong.empty() : OptionalLong.of(price);
    }

    /** All articles, sorted. */
    SortedSet<String> articles() {
        return new TreeSet<>(prices.keySet());
    }
}
