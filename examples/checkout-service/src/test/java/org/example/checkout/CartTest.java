package org.example.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CartTest {

    @Test
    void shouldSumPricesInMinorUnits() {
        Cart cart = new Cart(Map.of("mug", 2, "sticker", 3), Discount.NONE);

        assertThat(cart.subtotal(Catalogue.demo())).isEqualTo(2 * 1_250 + 3 * 150);
    }

    @Test
    void shouldRefuseACartWithoutArticles() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cart(Map.of(), Discount.NONE))
                .withMessageContaining("found 0");
    }

    @Test
    void shouldRefuseQuantitiesOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cart(Map.of("mug", 0), Discount.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cart(Map.of("mug", 1_001), Discount.NONE));
    }

    @Test
    void shouldRefuseToPriceWhatIsNotSold() {
        Cart cart = new Cart(Map.of("yacht", 1), Discount.NONE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> cart.subtotal(Catalogue.demo()))
                .withMessage("Not in the catalogue: yacht");
    }

    @Test
    void shouldRefuseACatalogueThatGivesThingsAway() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Catalogue("EUR", Map.of("mug", 0L)))
                .withMessageContaining("mug");
    }
}
