package org.example.checkout;

/**
 * What was paid.
 *
 * @param paymentReference the customer's key for this payment; paid once
 * @param subtotal before the discount, in minor units
 * @param discount what was taken off, in minor units
 * @param total what was charged: subtotal minus discount
 */
record Receipt(String paymentReference, String currency, long subtotal, long discount, long total) {

    Receipt {
        if (discount < 0 || discount > subtotal || total != subtotal - discount) {
            throw new IllegalArgumentException(
                    "A receipt that doesn't add up: " + subtotal + " - " + discount + " = " + total);
        }
    }
}
