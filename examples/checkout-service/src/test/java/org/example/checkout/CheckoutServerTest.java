package org.example.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckoutServerTest {

    private static final String TWO_MUGS =
            "{\"paymentReference\":\"order-0001\",\"items\":[{\"sku\":\"mug\",\"quantity\":2}]}";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private CheckoutServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CheckoutServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Catalogue.demo());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSayThatItIsUp() throws Exception {
        HttpResponse<String> response = send(request("/health").GET());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void shouldChargeOnceAndRepeatTheReceipt() throws Exception {
        HttpResponse<String> first = pay(TWO_MUGS);
        HttpResponse<String> second = pay(TWO_MUGS);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.body())
                .isEqualTo("{\"paymentReference\":\"order-0001\",\"currency\":\"EUR\",\"subtotal\":2500,\"discount\":0,"
                        + "\"total\":2500}");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void shouldRefuseAReferenceThatPaidForAnotherCart() throws Exception {
        pay(TWO_MUGS);

        HttpResponse<String> other = pay(TWO_MUGS.replace(":2", ":3"));

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("used for another cart").doesNotContain("2500");
    }

    @Test
    void shouldNameEveryReasonOfARefusal() throws Exception {
        HttpResponse<String> response = pay("{\"items\":[]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("paymentReference must be").contains("items must be");
    }

    @Test
    void shouldRefuseWhatIsNotJson() throws Exception {
        HttpResponse<String> form = send(request("/payments")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=b")));
        HttpResponse<String> untyped = send(request("/payments").POST(BodyPublishers.ofString(TWO_MUGS)));

        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(untyped.statusCode()).isEqualTo(415);
    }

    @Test
    void shouldRefuseABodyThatIsTooLong() throws Exception {
        assertThat(pay(" ".repeat(64 * 1024 + 1)).statusCode()).isEqualTo(413);
        assertThat(pay(" ".repeat(64 * 1024)).statusCode()).as("the limit itself is fine, blanks are not")
                .isEqualTo(400);
    }

    @Test
    void shouldRefuseOtherMethodsAndPaths() throws Exception {
        HttpResponse<String> get = send(request("/payments").GET());

        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");
        assertThat(send(request("/health").DELETE()).statusCode()).isEqualTo(405);
        assertThat(send(request("/admin").GET()).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> pay(String json) throws IOException, InterruptedException {
        return send(request("/payments")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
