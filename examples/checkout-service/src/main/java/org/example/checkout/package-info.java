/** A checkout over HTTP: a cart is priced from our catalogue, discounted, and paid once per payment reference. All money is in minor units. */
package org.example.checkout;
