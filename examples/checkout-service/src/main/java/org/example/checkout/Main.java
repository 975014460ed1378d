package org.example.checkout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Starts the service on the loopback interface: {@code java -cp ... org.example.checkout.Main [port]}. */
public final class Main {

    private static final int DEFAULT_PORT = 8090;

    private Main() {}

    /** Runs until the process ends. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_PORT;
        CheckoutServer server =
                new CheckoutServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Catalogue.demo());
        server.start();
        System.out.println("Checkout service on port " + server.port());
    }
}
