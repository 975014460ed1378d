package org.example.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CheckoutTest {

    private static final Cart TWO_MUGS = new Cart(Map.of("mug", 2), Discount.SPRING10);

    private final Checkout checkout = new Checkout(Catalogue.demo());

    @Test
    void shouldChargeSubtotalMinusDiscount() {
        Checkout.Answer answer = checkout.pay("order-0001", TWO_MUGS);

        assertThat(answer.outcome()).isEqualTo(Checkout.Outcome.CHARGED);
        assertThat(answer.receipt()).isEqualTo(new Receipt("order-0001", "EUR", 2_500, 250, 2_250));
    }

    @Test
    void shouldReturnTheFirstReceiptWhenAPaymentIsRepeated() {
        Receipt first = checkout.pay("order-0001", TWO_MUGS).receipt();

        Checkout.Answer again = checkout.pay("order-0001", TWO_MUGS);

        assertThat(again).isEqualTo(new Checkout.Answer(Checkout.Outcome.REPEATED, first));
    }

    @Test
    void shouldRefuseAReferenceThatPaidForAnotherCart() {
        checkout.pay("order-0001", TWO_MUGS);

        Checkout.Answer other = checkout.pay("order-0001", new Cart(Map.of("mug", 3), Discount.SPRING10));

        assertThat(other.outcome()).isEqualTo(Checkout.Outcome.CONFLICT);
        assertThat(other.receipt().subtotal()).as("the first payment stands").isEqualTo(2_500);
    }

    @Test
    void shouldChargeOnceWhenAClientSendsTheSamePaymentFromManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Checkout.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(threads.submit(() -> checkout.pay("order-0001", TWO_MUGS)));
            }
            int charged = 0;
            for (Future<Checkout.Answer> answer : answers) {
                charged += answer.get().outcome() == Checkout.Outcome.CHARGED ? 1 : 0;
            }
            assertThat(charged).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldRefuseAReceiptThatDoesNotAddUp() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Receipt("order-0001", "EUR", 100, 10, 95));
        assertThatIllegalArgumentException().isThrownBy(() -> new Receipt("order-0001", "EUR", 100, 101, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Receipt("order-0001", "EUR", 100, -1, 101));
    }
}
