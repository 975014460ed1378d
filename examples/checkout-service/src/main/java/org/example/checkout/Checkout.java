package org.example.checkout;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Takes payments, each reference once. Thread-safe; keeps its receipts in memory. */
final class Checkout {

    private final Catalogue catalogue;
    private final Map<String, Payment> payments = new ConcurrentHashMap<>();

    Checkout(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** How a payment ended. */
    enum Outcome {
        /** Charged now. */
        CHARGED,
        /** Charged before for the same cart; nothing was charged now. */
        REPEATED,
        /** The reference was used for another cart; nothing was charged. */
        CONFLICT
    }

    /**
     * Outcome and receipt of the payment that the reference stands for.
     *
     * @param receipt of the first payment with this reference
     */
    record Answer(Outcome outcome, Receipt receipt) {}

    private record Payment(Cart cart, Receipt receipt) {}

    /** Charges the cart, unless the reference was used before. */
    Answer pay(String paymentReference, Cart cart) {
        Payment mine = new Payment(cart, receipt(paymentReference, cart));
        Payment first = payments.putIfAbsent(paymentReference, mine);
        if (first == null) {
            return new Answer(Outcome.CHARGED, mine.receipt());
        }
        return new Answer(first.cart().equals(cart) ? Outcome.REPEATED : Outcome.CONFLICT, first.receipt());
    }

    private Receipt receipt(String paymentReference, Cart cart) {
        long subtotal = cart.subtotal(catalogue);
        long discount = cart.discount().of(subtotal);
        return new Receipt(paymentReference, catalogue.currency(), subtotal, discount, subtotal - discount);
    }
}
